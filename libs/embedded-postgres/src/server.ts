import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries, serverUser } from './binaries.js';
import { identity, openCluster, runningServer, superuser, writeWhole } from './cluster.js';
import type { Cluster, RunningServer } from './cluster.js';
import { isAlive, withLock } from './lock.js';

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  readonly port: number;
  /** The connection URL of one of its databases; it holds the password. */
  readonly urlOf: (database: string) => string;
  /** Stops the server if this process owns it; otherwise does nothing. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Folder that keeps password and data. Created when missing. */
  readonly home: string;
  /** false: survives no power cut, for tests only. */
  readonly durable: boolean;
  /** Settings of postgresql.conf, for a server that this call starts. */
  readonly settings?: Readonly<Record<string, string>>;
}

const notes = (home: string) => path.join(home, 'postgres.json');

/**
 * Starts the PostgreSQL kept under `home`, or joins the one that already runs there. Whoever started it owns
 * it; a server whose owner was killed gets the next starter as its owner. Loopback and scram only, no unix
 * socket, any free port.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  mkdirSync(options.home, { recursive: true });
  const binaries = postgresBinaries();
  return withLock(path.join(options.home, 'postgres.lock'), 60_000, async () => {
    const cluster = openCluster(options.home, binaries);
    const { port, joined } = await joinOrLaunch(options, cluster, binaries);
    const owner = joined ? ownerOf(options.home) : undefined;
    const owned = owner === undefined || !isAlive(owner);
    if (owned) {
      const note = { dataDirectory: cluster.dataDirectory, port, ownerPid: process.pid };
      writeWhole(notes(options.home), `${JSON.stringify(note, null, 2)}\n`);
    }
    return {
      port,
      urlOf: (database) => urlOf(cluster, port, database),
      stop: () => {
        // Somebody else may have started it again after it was killed: then it is his.
        const ours = owned && ownerOf(options.home) === process.pid;
        return ours && runningServer(cluster.dataDirectory) ? stop(cluster, binaries) : Promise.resolve();
      },
    };
  });
}

/**
 * A server that ends while we wait for it is given some time: one that was joined may just be stopping, and one that
 * was launched finds the last sessions of a killed server still ending.
 */
async function joinOrLaunch(
  options: EmbeddedPostgresOptions,
  cluster: Cluster,
  binaries: string,
): Promise<{ readonly port: number; readonly joined: boolean }> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const joined = runningServer(cluster.dataDirectory);
    try {
      const port = joined ? await portOf(joined, cluster) : await launch(options, cluster, binaries);
      return { port, joined: joined !== undefined };
    } catch (error) {
      if (!(error instanceof EndedMeanwhile) || performance.now() > deadline) throw error;
      await sleep(200);
    }
  }
}

/** The server ended before it answered. */
class EndedMeanwhile extends Error {
  override readonly name = 'EndedMeanwhile';
  constructor() {
    super('PostgreSQL stopped while starting; postgres.log beside the data says why.');
  }
}

function ownerOf(home: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(notes(home), 'utf8')) as { ownerPid?: number }).ownerPid;
  } catch {
    return undefined;
  }
}

const urlOf = (cluster: Cluster, port: number, database: string) =>
  `postgres://${superuser}:${cluster.password}@127.0.0.1:${String(port)}/${database}`;

async function launch(options: EmbeddedPostgresOptions, cluster: Cluster, binaries: string): Promise<number> {
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '300',
    logging_collector: 'off',
    log_min_messages: 'fatal',
    log_min_error_statement: 'panic',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...options.settings,
  };
  // A process group of its own: Ctrl-C in the terminal is for the launcher, which stops the database last.
  const log = openSync(path.join(options.home, 'postgres.log'), 'a', 0o600);
  const child = spawn(
    path.join(binaries, 'bin/postgres'),
    [
      '-D',
      cluster.dataDirectory,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...identity(serverUser()),
      detached: true,
      stdio: ['ignore', log, log],
      cwd: path.dirname(cluster.dataDirectory),
    },
  );
  closeSync(log);
  child.unref();
  await waitUntilItAnswers(cluster, port, () => child.exitCode === null && child.signalCode === null);
  return port;
}

async function portOf(server: RunningServer, cluster: Cluster): Promise<number> {
  await waitUntilItAnswers(cluster, server.port, () => isAlive(server.pid));
  return server.port;
}

async function waitUntilItAnswers(cluster: Cluster, port: number, alive: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const client = new pg.Client({
      connectionString: urlOf(cluster, port, 'postgres'),
      connectionTimeoutMillis: 2000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return;
    } catch {
      if (!alive()) throw new EndedMeanwhile();
      if (performance.now() > deadline) throw new Error('PostgreSQL did not answer within 60 s.');
      await sleep(25);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function stop(cluster: Cluster, binaries: string): Promise<void> {
  const { status } = spawnSync(
    path.join(binaries, 'bin/pg_ctl'),
    ['stop', '-D', cluster.dataDirectory, '-m', 'fast', '-w', '-t', '20', '-s'],
    { ...identity(serverUser()), cwd: path.dirname(cluster.dataDirectory) },
  );
  return status === 0 ? Promise.resolve() : Promise.reject(new Error('PostgreSQL did not stop within 20 s.'));
}

/** A TCP port of the loopback interface that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
