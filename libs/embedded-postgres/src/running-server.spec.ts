import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.js';
import { ask, killed, PostgresHomes, postmasterOf } from '../../../test/support/postgres-homes.js';
import { postgresBinaries, serverUser } from './binaries.js';
import { identity, runningServer } from './cluster.js';
import { isAlive } from './lock.js';
import { freePort, startEmbeddedPostgres } from './server.js';

// initdb takes a second where nothing else runs.
jest.setTimeout(180_000);

let homes: PostgresHomes;
beforeEach(() => {
  homes = new PostgresHomes();
});
afterEach(() => homes.clear());

describe('a postmaster.pid', () => {
  const pidFile = (folder: string) => path.join(folder, 'postmaster.pid');
  const write = (folder: string, pid: number) => {
    writeFileSync(pidFile(folder), `${String(pid)}\n${folder}\n0\n5432\n`);
  };

  it('of a dead server is removed', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    write(homes.base, child.pid!);
    expect(runningServer(homes.base)).toBeUndefined();
    expect(existsSync(pidFile(homes.base))).toBe(false);
  });

  it('whose process id is now somebody else’s is removed, and that process left alone', () => {
    write(homes.base, process.pid);
    expect(runningServer(homes.base)).toBeUndefined();
    expect(existsSync(pidFile(homes.base))).toBe(false);
  });

  it('whose process id is that of a program which only reads about PostgreSQL is removed', async () => {
    const child = spawn(process.execPath, [
      '-e',
      'setInterval(() => 0, 1000)',
      `postgres ${homes.base}`,
      homes.base,
    ]);
    homes.ends(child);
    await eventually('it runs', () => child.pid !== undefined && isAlive(child.pid));
    write(homes.base, child.pid!);
    expect(runningServer(homes.base)).toBeUndefined();
    expect(isAlive(child.pid!)).toBe(true);
  });

  it('that is being written is left to its writer; one left empty by a power cut is removed', () => {
    writeFileSync(pidFile(homes.base), '');
    expect(runningServer(homes.base)).toBeUndefined();
    expect(existsSync(pidFile(homes.base))).toBe(true);
    spawnSync('touch', ['-d', '1 hour ago', pidFile(homes.base)]);
    expect(runningServer(homes.base)).toBeUndefined();
    expect(existsSync(pidFile(homes.base))).toBe(false);
  });

  it('of a server that is merely starting stays, and that server is joined', async () => {
    const home = await homes.withCluster();
    const dataDirectory = path.join(home, 'postgres');
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
    homes.ends(starting);
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
