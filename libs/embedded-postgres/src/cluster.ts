import { createHash, randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { reachableForOthers, serverUser, sharedHome } from './binaries.js';
import { isAlive } from './lock.js';

/** The superuser of an embedded cluster. */
export const superuser = 'bridge';

/** A data directory and the password that opens it. */
export interface Cluster {
  readonly dataDirectory: string;
  readonly password: string;
}

/**
 * The cluster kept under `home`, initialised when there is none. Call it under the lock: the password is made
 * here, once. A data directory that the server's user could not reach (a project below /root) lies under
 * /var/lib instead.
 */
export function openCluster(home: string, binaries: string): Cluster {
  const passwordFile = path.join(home, 'postgres-password');
  if (!existsSync(passwordFile)) writeWhole(passwordFile, randomBytes(24).toString('base64url'));
  const password = readFileSync(passwordFile, 'utf8').trim();
  const dataDirectory = dataDirectoryOf(home);
  if (!existsSync(path.join(dataDirectory, 'PG_VERSION'))) initialise(dataDirectory, binaries, password);
  return { dataDirectory, password };
}

function dataDirectoryOf(home: string): string {
  if (serverUser() === undefined || reachableForOthers(home)) return path.join(home, 'postgres');
  const digest = createHash('sha256').update(path.resolve(home)).digest('hex').slice(0, 12);
  return path.join(sharedHome, digest, 'postgres');
}

/** Writes a file for its owner's eyes; a process that is killed meanwhile leaves the old one, or none. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/**
 * initdb into a folder beside it, then one rename: a start that is killed meanwhile leaves nothing half-made. The
 * folder is this process's own, because an initdb whose starter was killed goes on writing into its own.
 */
function initialise(dataDirectory: string, binaries: string, password: string): void {
  const parent = path.dirname(dataDirectory);
  makeReachable(parent);
  removeLeftovers(dataDirectory);
  const fresh = `${dataDirectory}.new.${String(process.pid)}`;
  mkdirSync(fresh);
  const passwordFile = `${fresh}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const uid = serverUser();
  if (uid !== undefined) for (const at of [fresh, passwordFile]) chownSync(at, uid, uid);
  chmodSync(fresh, 0o700);
  const { status, stderr } = spawnSync(
    path.join(binaries, 'bin/initdb'),
    [
      '-D',
      fresh,
      '-U',
      superuser,
      '--pwfile',
      passwordFile,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale',
      'C',
      '-N',
    ],
    { ...identity(uid), encoding: 'utf8', cwd: parent },
  );
  rmSync(passwordFile, { force: true });
  if (status !== 0) throw new Error(`initdb failed: ${stderr.trim()}`);
  renameSync(fresh, dataDirectory);
}

/** Makes the folders above the data; in the shared home whatever the umask, for the server's user to pass. */
function makeReachable(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (!folder.startsWith(`${sharedHome}/`)) return;
  for (const at of [sharedHome, folder]) chmodSync(at, 0o755);
}

/** What killed starts left. An initdb that still runs may be writing into it: then the next start removes it. */
function removeLeftovers(dataDirectory: string): void {
  const parent = path.dirname(dataDirectory);
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(`${path.basename(dataDirectory)}.new`)) continue;
    try {
      rmSync(path.join(parent, name), { recursive: true, force: true });
    } catch {
      continue;
    }
  }
}

/** Options that make a child process run as the server's user. */
export function identity(uid: number | undefined): { uid?: number; gid?: number } {
  return uid === undefined ? {} : { uid, gid: uid };
}

/** A server that already runs on a data directory. */
export interface RunningServer {
  readonly pid: number;
  readonly port: number;
}

/** A server writes its postmaster.pid at once; one that is empty for longer was left by a power cut. */
const emptyForMs = 5_000;

/**
 * The server that runs, or is just starting, on this data directory. A `postmaster.pid` left by a killed
 * server, or whose process id meanwhile belongs to somebody else, is removed.
 */
export function runningServer(dataDirectory: string): RunningServer | undefined {
  const file = path.join(dataDirectory, 'postmaster.pid');
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (pid > 0 && isAlive(pid) && isPostgresOn(pid, dataDirectory)) return { pid, port };
  if (pid > 0 || Date.now() - found.mtimeMs > emptyForMs) rmSync(file, { force: true });
  return undefined;
}

function isPostgresOn(pid: number, dataDirectory: string): boolean {
  if (process.platform !== 'linux') return true;
  try {
    const [program = '', ...args] = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
    return path.basename(program) === 'postgres' && args.includes(dataDirectory);
  } catch {
    return false;
  }
}
