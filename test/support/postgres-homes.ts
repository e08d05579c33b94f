import { fork, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { isAlive, startEmbeddedPostgres } from '#embedded-postgres';
import { eventually } from './eventually.js';
import { queryDatabase } from './query-database.js';

const ownerScript = path.resolve(import.meta.dirname, '../processes/postgres-owner.js');

/** A process that has started or joined the server of a home. */
export interface Owner {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: number;
}

const newFolder = () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'bridge-postgres-')));
  chmodSync(folder, 0o755);
  return folder;
};

let initialised: Promise<string> | undefined;
afterAll(async () => {
  if (initialised) rmSync(path.dirname(await initialised), { recursive: true, force: true });
});

/** A home whose cluster is made and that nobody runs: initdb takes a second, a copy of what it made a tenth. */
async function initialise(): Promise<string> {
  const home = path.join(newFolder(), 'home');
  await (await startEmbeddedPostgres({ home, durable: false })).stop();
  rmSync(path.join(home, 'postgres.json'));
  return home;
}

/** Homes of embedded servers below a folder of a test's own, and the processes that are started for them. */
export class PostgresHomes {
  readonly base = newFolder();
  private readonly children: ChildProcess[] = [];
  private readonly homes = new Set<string>();

  /** A home in which nothing is. */
  empty(name = 'home'): string {
    const home = path.join(this.base, name);
    this.homes.add(home);
    return home;
  }

  /** A home with a cluster that no server runs on yet. */
  async withCluster(name?: string): Promise<string> {
    initialised ??= initialise();
    const home = this.empty(name);
    // With the owner of each file: the server's user is not ours where we are root.
    const { status } = spawnSync('cp', ['-a', await initialised, home]);
    if (status !== 0) throw new Error('the cluster could not be copied');
    return home;
  }

  /** Has a process killed when the test is over. */
  ends(child: ChildProcess): void {
    this.children.push(child);
  }

  /** Forks a process that starts or joins the server of a home; it need not succeed. */
  fork(home: string): ChildProcess {
    const child = fork(ownerScript, [home], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.ends(child);
    return child;
  }

  async startOwner(home: string): Promise<Owner> {
    const child = this.fork(home);
    const said = once(child, 'message').then(([message]) => message as { url: string; port: number });
    const ended = once(child, 'exit').then(() => {
      throw new Error('the owner ended before its server was there');
    });
    ended.catch(() => undefined);
    return { child, ...(await Promise.race([said, ended])) };
  }

  /** Kills all that was started, and removes the folder. */
  async clear(): Promise<void> {
    for (const child of this.children) await killed(child);
    for (const home of this.homes) await killPostmaster(home);
    rmSync(this.base, { recursive: true, force: true });
  }
}

export async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Has an owner stop as it does when it is told. */
export async function stopped({ child }: Owner): Promise<void> {
  const ended = once(child, 'exit');
  child.send('stop');
  await ended;
}

/** What a home says of its server. */
export const notesOf = (home: string) =>
  JSON.parse(readFileSync(path.join(home, 'postgres.json'), 'utf8')) as {
    readonly dataDirectory: string;
    readonly ownerPid: number;
  };

export function postmasterOf(home: string): number | undefined {
  try {
    const file = path.join(notesOf(home).dataDirectory, 'postmaster.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

export async function killPostmaster(home: string): Promise<void> {
  const pid = postmasterOf(home);
  if (pid === undefined || !isAlive(pid)) return;
  process.kill(pid, 'SIGKILL');
  await eventually('the postmaster is gone', () => !isAlive(pid));
}

/** The one value that a statement has. */
export async function ask(url: string, text: string): Promise<unknown> {
  const [row = {}] = await queryDatabase(url, text);
  return Object.values(row)[0];
}
