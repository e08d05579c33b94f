import { fork, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../../../test/support/eventually.js';
import { postgresBinaries, serverUser, sharedHome } from './binaries.js';
import { identity, runningServer } from './cluster.js';
import { isAlive } from './lock.js';
import { freePort, startEmbeddedPostgres } from './server.js';

// initdb takes a second where nothing else runs.
jest.setTimeout(180_000);

const ownerScript = path.resolve(import.meta.dirname, '../../../test/processes/postgres-owner.js');

interface Owner {
  readonly child: ChildProcess;
  readonly url: string;
  readonly port: number;
}

let base: string;
let children: ChildProcess[];
let homes: Set<string>;

beforeEach(() => {
  base = realpathSync(mkdtempSync(path.join(tmpdir(), 'bridge-postgres-')));
  chmodSync(base, 0o755);
  children = [];
  homes = new Set();
});
afterEach(async () => {
  for (const child of children) await killed(child);
  for (const home of homes) await killPostmaster(home);
  rmSync(base, { recursive: true, force: true });
});

const newHome = (name = 'home') => {
  const home = path.join(base, name);
  homes.add(home);
  return home;
};

async function startOwner(home: string): Promise<Owner> {
  const child = fork(ownerScript, [home], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  children.push(child);
  const said = once(child, 'message').then(([message]) => message as { url: string; port: number });
  const ended = once(child, 'exit').then(() => {
    throw new Error('the owner ended before its server was there');
  });
  ended.catch(() => undefined);
  return { child, ...(await Promise.race([said, ended])) };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function stopped({ child }: Owner): Promise<void> {
  const ended = once(child, 'exit');
  child.send('stop');
  await ended;
}

const notesOf = (home: string) =>
  JSON.parse(readFileSync(path.join(home, 'postgres.json'), 'utf8')) as {
    readonly dataDirectory: string;
    readonly ownerPid: number;
  };
const dataOf = (home: string) => notesOf(home).dataDirectory;

function postmasterOf(home: string): number | undefined {
  try {
    return Number(readFileSync(path.join(dataOf(home), 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

async function killPostmaster(home: string): Promise<void> {
  const pid = postmasterOf(home);
  if (pid === undefined || !isAlive(pid)) return;
  process.kill(pid, 'SIGKILL');
  await eventually('the postmaster is gone', () => !isAlive(pid));
}

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(text)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe('the embedded PostgreSQL', () => {
  it('is one server for three that start at once, stopped by its owner only', async () => {
    const home = newHome();
    const owners = await Promise.all([startOwner(home), startOwner(home), startOwner(home)]);
    expect(new Set(owners.map(({ url }) => url)).size).toBe(1);
    const { ownerPid } = notesOf(home);
    const [owner, ...joined] = [...owners].sort((a) => (a.child.pid === ownerPid ? -1 : 1)) as [Owner, Owner];
    expect(owner.child.pid).toBe(ownerPid);
    for (const one of joined) await stopped(one);
    expect(await ask(owner.url, 'select 1')).toBe(1);
    const postmaster = postmasterOf(home)!;
    await stopped(owner);
    expect(isAlive(postmaster)).toBe(false);
  });

  it('keeps what was written, and its password, over a restart', async () => {
    const home = newHome();
    const first = await startEmbeddedPostgres({ home, durable: true });
    await ask(first.urlOf('postgres'), 'create table kept (id int)');
    await first.stop();
    const second = await startEmbeddedPostgres({ home, durable: true });
    expect(await ask(second.urlOf('postgres'), 'select count(*)::int from kept')).toBe(0);
    await second.stop();
    await second.stop();
  });

  it('heals when the server was killed, also with sessions open', async () => {
    const home = newHome();
    const first = await startEmbeddedPostgres({ home, durable: true });
    const sessions = Array.from({ length: 5 }, () => {
      const client = new pg.Client({ connectionString: first.urlOf('postgres') });
      client.on('error', () => undefined);
      return client;
    });
    await Promise.all(sessions.map((session) => session.connect()));
    await ask(first.urlOf('postgres'), 'create table kept (id int)');
    for (const session of sessions)
      session.query('select count(*) from generate_series(1, 3000000)').catch(() => undefined);
    process.kill(postmasterOf(home)!, 'SIGKILL');
    const second = await startEmbeddedPostgres({ home, durable: true });
    expect(await ask(second.urlOf('postgres'), 'select count(*)::int from kept')).toBe(0);
    await Promise.all(sessions.map((session) => session.end().catch(() => undefined)));
    await second.stop();
  });

  it('belongs to the next starter when its owner was killed', async () => {
    const home = newHome();
    const first = await startOwner(home);
    await killed(first.child);
    const postmaster = postmasterOf(home)!;
    expect(isAlive(postmaster)).toBe(true);
    const next = await startEmbeddedPostgres({ home, durable: false });
    expect(postmasterOf(home)).toBe(postmaster);
    expect(notesOf(home).ownerPid).toBe(process.pid);
    await next.stop();
    expect(isAlive(postmaster)).toBe(false);
  });

  it('is not stopped by an owner whose server was killed and started again by another', async () => {
    const home = newHome();
    const first = await startEmbeddedPostgres({ home, durable: false });
    await killPostmaster(home);
    const second = await startOwner(home);
    await first.stop();
    expect(await ask(second.url, 'select 1')).toBe(1);
    await stopped(second);
  });

  it('stops without complaint when the server is gone already', async () => {
    const home = newHome();
    const server = await startEmbeddedPostgres({ home, durable: false });
    await killPostmaster(home);
    await server.stop();
  });

  it('starts anew when its initialisation was killed half-way', async () => {
    const home = newHome();
    const first = fork(ownerScript, [home], { stdio: 'ignore' });
    children.push(first);
    const halfMade = await eventually(
      'initdb is at work',
      () =>
        existsSync(home) &&
        readdirSync(home).find(
          (name) => name.startsWith('postgres.new.') && existsSync(path.join(home, name, 'base')),
        ),
    );
    first.kill('SIGKILL');
    // Its initdb goes on by itself for a while; the next start does not wait for it.
    const server = await startEmbeddedPostgres({ home, durable: false });
    expect(await ask(server.urlOf('postgres'), 'select 1')).toBe(1);
    await server.stop();
    await eventually('the killed start goes', () => first.signalCode !== null);
    const again = await startEmbeddedPostgres({ home, durable: false });
    expect(await ask(again.urlOf('postgres'), 'select 1')).toBe(1);
    await again.stop();
    expect(halfMade).toContain(String(first.pid));
  });

  it('keeps two homes apart', async () => {
    const [one, two] = await Promise.all(
      ['one', 'two'].map((name) => startEmbeddedPostgres({ home: newHome(name), durable: false })),
    );
    expect(one!.port).not.toBe(two!.port);
    const theirs = new URL(one!.urlOf('postgres'));
    theirs.port = String(two!.port);
    await expect(ask(theirs.href, 'select 1')).rejects.toThrow('password authentication failed');
    await Promise.all([one!.stop(), two!.stop()]);
  });

  it('shows its data and password to their owner only, and listens on loopback alone', async () => {
    const home = newHome();
    const server = await startEmbeddedPostgres({ home, durable: true });
    const url = server.urlOf('postgres');
    const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
    expect(mode(dataOf(home))).toBe('700');
    expect(mode(path.join(home, 'postgres-password'))).toBe('600');
    expect(mode(path.join(home, 'postgres.json'))).toBe('600');
    expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1');
    expect(await ask(url, 'show unix_socket_directories')).toBe('');
    expect(await ask(url, 'show fsync')).toBe('on');
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    await server.stop();
  });
});

const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('the embedded PostgreSQL of root', () => {
  asRoot('runs as somebody else, to whom its data belong', async () => {
    const home = newHome();
    const server = await startEmbeddedPostgres({ home, durable: false });
    expect(statSync(dataOf(home)).uid).toBe(serverUser());
    const status = readFileSync(`/proc/${String(postmasterOf(home))}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(String(serverUser()));
    await server.stop();
  });

  asRoot('lies under /var/lib where that user cannot reach the home, and the home says so', async () => {
    const home = newHome(path.join('private', 'home'));
    mkdirSync(home, { recursive: true });
    chmodSync(path.dirname(home), 0o700);
    const digest = createHash('sha256').update(home).digest('hex').slice(0, 12);
    const kept = path.join(sharedHome, digest);
    const umask = process.umask(0o077);
    try {
      const server = await startEmbeddedPostgres({ home, durable: false });
      expect(dataOf(home)).toBe(path.join(kept, 'postgres'));
      expect(statSync(dataOf(home)).mode & 0o777).toBe(0o700);
      expect(await ask(server.urlOf('postgres'), 'select 1')).toBe(1);
      await server.stop();
    } finally {
      process.umask(umask);
      rmSync(kept, { recursive: true, force: true });
    }
  });
});

describe('a postmaster.pid', () => {
  const pidFile = (folder: string) => path.join(folder, 'postmaster.pid');
  const write = (folder: string, pid: number) => {
    writeFileSync(pidFile(folder), `${String(pid)}\n${folder}\n0\n5432\n`);
  };

  it('of a dead server is removed', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    write(base, child.pid!);
    expect(runningServer(base)).toBeUndefined();
    expect(existsSync(pidFile(base))).toBe(false);
  });

  it('whose process id is now somebody else’s is removed, and that process left alone', () => {
    write(base, process.pid);
    expect(runningServer(base)).toBeUndefined();
    expect(existsSync(pidFile(base))).toBe(false);
  });

  it('whose process id is that of a program which only reads about PostgreSQL is removed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)', `postgres ${base}`, base]);
    children.push(child);
    await eventually('it runs', () => child.pid !== undefined && isAlive(child.pid));
    write(base, child.pid!);
    expect(runningServer(base)).toBeUndefined();
    expect(isAlive(child.pid!)).toBe(true);
  });

  it('that is being written is left to its writer; one left empty by a power cut is removed', () => {
    writeFileSync(pidFile(base), '');
    expect(runningServer(base)).toBeUndefined();
    expect(existsSync(pidFile(base))).toBe(true);
    spawnSync('touch', ['-d', '1 hour ago', pidFile(base)]);
    expect(runningServer(base)).toBeUndefined();
    expect(existsSync(pidFile(base))).toBe(false);
  });

  it('of a server that is merely starting stays, and that server is joined', async () => {
    const home = newHome();
    await (await startEmbeddedPostgres({ home, durable: false })).stop();
    const dataDirectory = dataOf(home);
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      `port=${String(await freePort())}`,
    ];
    const starting = spawn(
      path.join(postgresBinaries(), 'bin/postgres'),
      ['-D', dataDirectory, ...settings.flatMap((setting) => ['-c', setting])],
      { ...identity(serverUser()), stdio: 'ignore', cwd: path.dirname(dataDirectory) },
    );
    children.push(starting);
    await eventually(
      'it has written its postmaster.pid',
      () => statSync(pidFile(dataDirectory), { throwIfNoEntry: false })?.size,
    );
    starting.kill('SIGSTOP');
    const joining = startEmbeddedPostgres({ home, durable: false });
    expect(runningServer(dataDirectory)?.pid).toBe(starting.pid);
    starting.kill('SIGCONT');
    const server = await joining;
    expect(postmasterOf(home)).toBe(starting.pid);
    expect(await ask(server.urlOf('postgres'), 'select 1')).toBe(1);
    await killed(starting);
  });
});
