import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openCalls } from '../support/dingtalk-call.js';
import { eventually } from '../support/eventually.js';
import type { SimulatedApp } from '../support/simulator.js';
import { openStream } from '../support/stream-client.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const program = path.join(here, '../../apps/dingtalk-simulator/src/main.js');

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'simulator-'));
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** The simulator as `npm start` runs it, on a port of its own choice; resolves when it listens. */
async function start(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, SIMULATOR_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const said = await Promise.race([
    once(child.stdout, 'data') as Promise<[Buffer]>,
    exited.then(() => undefined),
  ]);
  const { port } = said ? (JSON.parse(said[0].toString()) as { readonly port: number }) : { port: 0 };
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return { exited, port, stop, url: `http://127.0.0.1:${String(port)}` };
}

const state = async (url: string) => (await fetch(`${url}/__sim/state`)).text();

describe('the simulator as a process', () => {
  it('refuses to start outside the demo', async () => {
    const { exited, port } = await start({});
    expect(port).toBe(0);
    expect((await exited)[0]).toBe(1);
  });

  it('listens on the loopback only, and stops when it is told', async () => {
    const { port, url, stop } = await start({ DINGTALK_SIMULATOR: 'demo' });
    expect(await state(url)).toBe('{"organisations":[]}');
    const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address } of others.filter(({ internal, family }) => !internal && family === 'IPv4'))
      await expect(fetch(`http://${address}:${String(port)}/__sim/state`)).rejects.toThrow();
    expect((await stop('SIGTERM'))[0]).toBe(0);
  });

  it('stops although Stream connections are open and an event is not acknowledged', async () => {
    const { url, stop } = await start({ DINGTALK_SIMULATOR: 'demo' });
    const headers = { 'content-type': 'application/json' };
    const app = await (await fetch(`${url}/__sim/org`, { method: 'POST', body: '{}', headers })).json();
    const client = await openStream(url, app as SimulatedApp);
    const call = await openCalls(url, app as SimulatedApp);
    await call('/topapi/v2/department/create', { name: 'Yard', parent_id: 1 });
    await client.events('org_dept_create', 1);
    expect((await stop('SIGTERM'))[0]).toBe(0);
    await eventually('closed', () => client.closed());
  });

  it('keeps its companies over a restart', async () => {
    const env = { DINGTALK_SIMULATOR: 'demo', SIMULATOR_STATE: path.join(directory, 'state.json') };
    const first = await start(env);
    await fetch(`${first.url}/__sim/org`, {
      method: 'POST',
      body: '{"name":"Second company"}',
      headers: { 'content-type': 'application/json' },
    });
    const before = await state(first.url);
    await first.stop('SIGTERM');
    const second = await start(env);
    expect(await state(second.url)).toBe(before);
    expect(before).toContain('Second company');
    await second.stop('SIGTERM');
  });

  it('keeps how apps hear of events over a restart', async () => {
    const env = { DINGTALK_SIMULATOR: 'demo', SIMULATOR_STATE: path.join(directory, 'events.json') };
    const post = async (url: string, path: string, body: object) =>
      (
        await fetch(`${url}/__sim/${path}`, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        })
      ).json() as Promise<SimulatedApp>;
    const first = await start(env);
    const app = await post(first.url, 'org', {});
    const { appKey } = app;
    await post(first.url, 'events/types', { appKey, types: ['org_dept_create'] });
    await post(first.url, 'events/variants', { pushes: 9 });
    const client = await openStream(first.url, app);
    await client.close();
    await first.stop('SIGTERM');
    const second = await start(env);
    const told = async (path: string) => (await fetch(`${second.url}/__sim/events${path}`)).json();
    expect(await told(`?appKey=${appKey}`)).toMatchObject({
      types: ['org_dept_create'],
      counters: { connections: 1 },
    });
    expect(await told('/variants')).toMatchObject({ pushes: 9 });
    // Nobody is connected: it is kept for whoever comes, as before the restart.
    const call = await openCalls(second.url, app);
    await call('/topapi/v2/department/create', { name: 'Yard', parent_id: 1 });
    const late = await openStream(second.url, app);
    await late.events('org_dept_create', 1);
    await late.close();
    await second.stop('SIGTERM');
  });
});
