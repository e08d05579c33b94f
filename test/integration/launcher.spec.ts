import { execFile, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { freePort } from '#embedded-postgres';
import { eventually } from '../support/eventually.js';

// Five processes start, with whatever else this machine is doing.
jest.setTimeout(240_000);

const entry = path.resolve(import.meta.dirname, '../../apps/launcher/src/main.js');

interface Demo {
  readonly scimUrl: string;
  readonly scimToken: string;
  readonly mirror: { readonly connectionId: string; readonly scimToken: string };
  readonly simulatorUrl: string;
  readonly pid: number;
}

let home: string;
let port: number;
const launched: Launched[] = [];

interface Launched {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly text: () => string;
}

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'bridge-launcher-'));
  chmodSync(home, 0o755);
  port = await threeFreePorts();
});
afterEach(async () => {
  for (const { child, ended } of launched.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await ended;
  }
});
afterAll(async () => {
  await killPostgres();
  rmSync(home, { recursive: true, force: true });
});

async function listening(at: number): Promise<Server | undefined> {
  const server = createServer();
  server.listen(at, '127.0.0.1');
  return once(server, 'listening').then(
    () => server,
    () => undefined,
  );
}
async function closed(server: Server | undefined): Promise<void> {
  if (!server) return;
  server.close();
  await once(server, 'close');
}

async function threeFreePorts(): Promise<number> {
  return eventually('three free ports in a row', async () => {
    const first = await freePort();
    const three = await Promise.all([0, 1, 2].map((next) => listening(first + next)));
    await Promise.all(three.map(closed));
    return three.includes(undefined) || first > 60_000 ? undefined : first;
  });
}

function launch(env: Readonly<Record<string, string>> = {}): Launched {
  const child = fork(entry, {
    env: { ...process.env, DATA_DIR: home, PORT: String(port), ...env },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const one = { child, ended, text: () => text };
  launched.push(one);
  return one;
}

async function ready(one: Launched): Promise<Demo> {
  await eventually(
    'the bridge is ready',
    () => {
      if (one.child.exitCode !== null) throw new Error(one.text());
      return one.text().includes('Ctrl-C stops everything');
    },
    120_000,
  );
  return JSON.parse(readFileSync(path.join(home, 'demo.json'), 'utf8')) as Demo;
}

/** Processes of this bridge: those that have its DATA_DIR in their environment, and its PostgreSQL. */
function processes(): readonly { readonly pid: number; readonly command: string }[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((name) => {
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').join(' ');
      const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
      const ours = environment.includes(`DATA_DIR=${home}`) || command.includes(`-D ${home}/`);
      return ours && Number(name) !== process.pid ? [{ pid: Number(name), command }] : [];
    } catch {
      return [];
    }
  });
}
const services = () => processes().filter(({ command }) => command.includes('/src/main.js'));
const postgres = () => processes().filter(({ command }) => command.includes('/bin/postgres'));

async function killPostgres(): Promise<void> {
  for (const { pid } of postgres()) process.kill(pid, 'SIGKILL');
  await eventually('PostgreSQL is gone', () => postgres().length === 0);
}

async function shownIn({ simulatorUrl }: Demo, name: string): Promise<boolean> {
  const response = await fetch(new URL('/__sim/state', simulatorUrl));
  return JSON.stringify(await response.json()).includes(JSON.stringify(name));
}

/** Edits somebody of the second company by hand, as its page does, and waits until SCIM shows that. */
async function mirrorsAnEdit({ simulatorUrl, scimUrl, mirror }: Demo): Promise<void> {
  const { organisations } = (await (await fetch(`${simulatorUrl}/__sim/state`)).json()) as {
    organisations: readonly { org: string; name: string; users: readonly { userid: string }[] }[];
  };
  const { org, users } = organisations.find(({ name }) => name === 'mirror')!;
  const edit = { org, act: 'user/update', with: { userid: users[0]!.userid, title: 'Edited by hand' } };
  const headers = { 'content-type': 'application/json' };
  const url = `${simulatorUrl}/__sim/admin-edit`;
  const edited = await fetch(url, { method: 'POST', headers, body: JSON.stringify(edit) });
  expect(edited.status).toBe(200);
  const filter = encodeURIComponent('title eq "Edited by hand"');
  const authorization = `Bearer ${mirror.scimToken}`;
  const shown = async () => {
    const answer = await fetch(`${scimUrl}/Users?filter=${filter}`, { headers: { authorization } });
    return ((await answer.json()) as { totalResults: number }).totalResults === 1;
  };
  await eventually('the edit is shown', shown, 2_000);
}

/** The words of the printed command, as a shell would split them. */
function curlOf(text: string): readonly string[] {
  const command = /^ {2}curl .*\\\n.*$/m.exec(text)?.[0].replace('\\\n', ' ') ?? '';
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '').slice(1);
}

const linux = process.platform === 'linux' ? describe : describe.skip;

linux('npm start', () => {
  let first: Demo;

  it('becomes ready, tells and writes down what a newcomer needs, for the owner only', async () => {
    const one = launch();
    first = await ready(one);
    const file = path.join(home, 'demo.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first).toEqual({
      scimUrl: `http://127.0.0.1:${String(port)}/scim/v2`,
      scimToken: expect.stringMatching(/^scim_[\w-]{43}$/),
      consoleUrl: expect.stringContaining(`http://127.0.0.1:${String(port)}/`),
      adminUser: 'admin',
      adminPassword: expect.stringMatching(/^[\w-]{16}$/),
      boardUrl: `http://127.0.0.1:${String(port)}/queues`,
      simulatorUrl: `http://127.0.0.1:${String(port + 1)}`,
      mirror: {
        connectionId: expect.stringMatching(/^[\da-f-]{36}$/),
        scimToken: expect.stringMatching(/^scim_[\w-]{43}$/),
      },
      source: {
        connectionId: expect.stringMatching(/^[\da-f-]{36}$/),
        scimToken: expect.stringMatching(/^scim_[\w-]{43}$/),
        sourceUrl: `http://127.0.0.1:${String(port)}/scim/v2`,
      },
      pid: one.child.pid,
    });
    for (const told of Object.values(first)) if (typeof told === 'string') expect(one.text()).toContain(told);
    for (const kept of ['secrets.json', 'postgres-password', 'postgres.json'])
      expect(statSync(path.join(home, kept)).mode & 0o077).toBe(0);

    const args = curlOf(one.text());
    expect(args).toContain(`${first.scimUrl}/Users`);
    const { stdout } = await promisify(execFile)('curl', args);
    expect(JSON.parse(stdout)).toMatchObject({ userName: 'ada@example.com' });
    await eventually('the account is shown', () => shownIn(first, 'Ada Lovelace'), 2_000);
    await mirrorsAnEdit(first);

    const busy = launch();
    expect(await busy.ended).toBe(1);
    expect(busy.text()).toContain(`Port ${String(port)} (SCIM server) is in use.`);
    expect(busy.text()).toContain('PORT=');
    expect(busy.text()).not.toMatch(/\n\s+at /);

    one.child.kill('SIGINT');
    const asked = performance.now();
    expect(await one.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(processes()).toEqual([]);
  });

  it('keeps data and token over a restart', async () => {
    const one = launch();
    const second = await ready(one);
    expect(second).toEqual({ ...first, pid: one.child.pid });
    const headers = { authorization: `Bearer ${first.scimToken}` };
    const response = await fetch(`${first.scimUrl}/Users?count=0`, { headers });
    expect(await response.json()).toMatchObject({ totalResults: 1 });
    expect(await shownIn(second, 'Ada Lovelace')).toBe(true);
  });

  it('leaves no service behind when it is killed, and starts again', async () => {
    const one = launch();
    await ready(one);
    expect(services().length).toBe(4);
    one.child.kill('SIGKILL');
    await eventually('its services are gone', () => services().length === 0, 15_000);
    expect(postgres().length).toBeGreaterThan(0);

    const next = launch();
    expect(await ready(next)).toMatchObject({ scimToken: first.scimToken });
    next.child.kill('SIGTERM');
    expect(await next.ended).toBe(0);
    expect(processes()).toEqual([]);
  });

  it('starts a service again that died', async () => {
    const one = launch();
    const demo = await ready(one);
    const pusher = services().find(({ command }) => command.includes('dingtalk-pusher'))!;
    process.kill(pusher.pid, 'SIGKILL');
    await eventually(
      'another pusher is there',
      async () => {
        const answer = await fetch(`http://127.0.0.1:${String(port + 2)}/health/live`);
        const now = services().find(({ command }) => command.includes('dingtalk-pusher'));
        return answer.ok && now !== undefined && now.pid !== pusher.pid;
      },
      30_000,
    );
    expect(demo.pid).toBe(one.child.pid);
  });

  it('leaves nothing behind when it is stopped while starting', async () => {
    const one = launch();
    await eventually('PostgreSQL is starting', () => postgres().length > 0, 60_000);
    one.child.kill('SIGINT');
    await one.ended;
    await eventually('nothing is left', () => processes().length === 0, 15_000);
  });

  it.each([
    { reason: 'the simulator', offset: 1 },
    { reason: "the pusher's health", offset: 2 },
  ])('names a busy port and what it is for: $reason', async ({ offset }) => {
    const squatter = await listening(port + offset);
    try {
      const one = launch();
      expect(await one.ended).toBe(1);
      expect(one.text()).toMatch(new RegExp(`^Port ${String(port + offset)} \\(.*\\) is in use`, 'm'));
      expect(processes()).toEqual([]);
    } finally {
      await closed(squatter);
    }
  });

  it.each([
    { reason: 'no number', value: 'eighty-eighty' },
    { reason: 'no room for the two ports beside it', value: '65534' },
    { reason: 'no port', value: '0' },
  ])('names a bad PORT without its value: $reason', async ({ value }) => {
    const one = launch({ PORT: value });
    expect(await one.ended).toBe(1);
    expect(one.text()).toMatch(/^configuration: PORT: not valid/);
    expect(one.text()).not.toContain(value === '0' ? ' 0' : value);
    expect(one.text()).not.toMatch(/\n\s+at /);
  });
});
