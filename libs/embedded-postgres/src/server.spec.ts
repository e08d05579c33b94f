import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { eventually } from '../../../test/support/eventually.js';
import {
  ask,
  killed,
  killPostmaster,
  notesOf,
  PostgresHomes,
  postmasterOf,
  stopped,
} from '../../../test/support/postgres-homes.js';
import type { Owner } from '../../../test/support/postgres-homes.js';
import { serverUser, sharedHome } from './binaries.js';
import { isAlive } from './lock.js';
import { startEmbeddedPostgres } from './server.js';

// initdb takes a second where nothing else runs.
jest.setTimeout(180_000);

let homes: PostgresHomes;
beforeEach(() => {
  homes = new PostgresHomes();
});
afterEach(() => homes.clear());

describe('the embedded PostgreSQL', () => {
  it('is one server for three that start at once, stopped by its owner only', async () => {
    const home = homes.empty();
    const owners = await Promise.all([
      homes.startOwner(home),
      homes.startOwner(home),
      homes.startOwner(home),
    ]);
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
    const home = await homes.withCluster();
    const first = await startEmbeddedPostgres({ home, durable: true });
    await ask(first.urlOf('postgres'), 'create table kept (id int)');
    await first.stop();
    const second = await startEmbeddedPostgres({ home, durable: true });
    expect(await ask(second.urlOf('postgres'), 'select count(*)::int from kept')).toBe(0);
    await second.stop();
    await second.stop();
  });

  it('heals when the server was killed, also with sessions open', async () => {
    const home = await homes.withCluster();
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
    const home = await homes.withCluster();
    const first = await homes.startOwner(home);
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
    const home = await homes.withCluster();
    const first = await startEmbeddedPostgres({ home, durable: false });
    await killPostmaster(home);
    const second = await homes.startOwner(home);
    await first.stop();
    expect(await ask(second.url, 'select 1')).toBe(1);
    await stopped(second);
  });

  it('stops without complaint when the server is gone already', async () => {
    const home = await homes.withCluster();
    const server = await startEmbeddedPostgres({ home, durable: false });
    await killPostmaster(home);
    await server.stop();
  });

  it('starts anew when its initialisation was killed half-way', async () => {
    const home = homes.empty();
    const first = homes.fork(home);
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
      [homes.empty('one'), await homes.withCluster('two')].map((home) =>
        startEmbeddedPostgres({ home, durable: false }),
      ),
    );
    expect(one!.port).not.toBe(two!.port);
    const theirs = new URL(one!.urlOf('postgres'));
    theirs.port = String(two!.port);
    await expect(ask(theirs.href, 'select 1')).rejects.toThrow('password authentication failed');
    await Promise.all([one!.stop(), two!.stop()]);
  });

  it('shows its data and password to their owner only, and listens on loopback alone', async () => {
    const home = await homes.withCluster();
    const server = await startEmbeddedPostgres({ home, durable: true });
    const url = server.urlOf('postgres');
    const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
    expect(mode(notesOf(home).dataDirectory)).toBe('700');
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
    const home = await homes.withCluster();
    const server = await startEmbeddedPostgres({ home, durable: false });
    expect(statSync(notesOf(home).dataDirectory).uid).toBe(serverUser());
    const status = readFileSync(`/proc/${String(postmasterOf(home))}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(String(serverUser()));
    await server.stop();
  });

  asRoot('lies under /var/lib where that user cannot reach the home, and the home says so', async () => {
    const home = homes.empty(path.join('private', 'home'));
    mkdirSync(home, { recursive: true });
    chmodSync(path.dirname(home), 0o700);
    const digest = createHash('sha256').update(home).digest('hex').slice(0, 12);
    const kept = path.join(sharedHome, digest);
    const umask = process.umask(0o077);
    try {
      const server = await startEmbeddedPostgres({ home, durable: false });
      expect(notesOf(home).dataDirectory).toBe(path.join(kept, 'postgres'));
      expect(statSync(notesOf(home).dataDirectory).mode & 0o777).toBe(0o700);
      expect(await ask(server.urlOf('postgres'), 'select 1')).toBe(1);
      await server.stop();
    } finally {
      process.umask(umask);
      rmSync(kept, { recursive: true, force: true });
    }
  });
});
