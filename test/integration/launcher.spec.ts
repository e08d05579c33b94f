import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { closed, LauncherSite, listening } from '../support/launcher-site.js';
import type { Demo } from '../support/launcher-site.js';

// Five processes start, with whatever else this machine is doing.
jest.setTimeout(240_000);

let site: LauncherSite;
beforeAll(async () => {
  site = await LauncherSite.open();
});
afterAll(() => site.close());

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
    const one = site.launch();
    first = await site.ready(one);
    const file = path.join(site.home, 'demo.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first).toEqual({
      scimUrl: `http://127.0.0.1:${String(site.port)}/scim/v2`,
      scimToken: expect.stringMatching(/^scim_[\w-]{43}$/),
      consoleUrl: expect.stringContaining(`http://127.0.0.1:${String(site.port)}/`),
      adminUser: 'admin',
      adminPassword: expect.stringMatching(/^[\w-]{16}$/),
      boardUrl: `http://127.0.0.1:${String(site.port)}/queues`,
      simulatorUrl: `http://127.0.0.1:${String(site.port + 1)}`,
      mirror: {
        connectionId: expect.stringMatching(/^[\da-f-]{36}$/),
        scimToken: expect.stringMatching(/^scim_[\w-]{43}$/),
      },
      source: {
        connectionId: expect.stringMatching(/^[\da-f-]{36}$/),
        scimToken: expect.stringMatching(/^scim_[\w-]{43}$/),
        sourceUrl: `http://127.0.0.1:${String(site.port)}/scim/v2`,
      },
      pid: one.child.pid,
    });
    for (const told of Object.values(first)) if (typeof told === 'string') expect(one.text()).toContain(told);
    for (const kept of ['secrets.json', 'postgres-password', 'postgres.json'])
      expect(statSync(path.join(site.home, kept)).mode & 0o077).toBe(0);

    const args = curlOf(one.text());
    expect(args).toContain(`${first.scimUrl}/Users`);
    const { stdout } = await promisify(execFile)('curl', args);
    expect(JSON.parse(stdout)).toMatchObject({ userName: 'ada@example.com' });
    await eventually('the account is shown', () => shownIn(first, 'Ada Lovelace'), 2_000);
    await mirrorsAnEdit(first);

    const busy = site.launch();
    expect(await busy.ended).toBe(1);
    expect(busy.text()).toContain(`Port ${String(site.port)} (SCIM server) is in use.`);
    expect(busy.text()).toContain('PORT=');
    expect(busy.text()).not.toMatch(/\n\s+at /);

    one.child.kill('SIGINT');
    const asked = performance.now();
    expect(await one.ended).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(site.processes()).toEqual([]);
  });

  it('keeps data and token over a restart', async () => {
    const { child, demo } = await site.running();
    expect(demo).toEqual({ ...first, pid: child.pid });
    const headers = { authorization: `Bearer ${first.scimToken}` };
    const response = await fetch(`${first.scimUrl}/Users?count=0`, { headers });
    expect(await response.json()).toMatchObject({ totalResults: 1 });
    expect(await shownIn(demo, 'Ada Lovelace')).toBe(true);
  });

  it('leaves no service behind when it is killed, and starts again', async () => {
    const { child, ended } = await site.running();
    expect(site.services().length).toBe(4);
    child.kill('SIGKILL');
    await ended;
    await eventually('its services are gone', () => site.services().length === 0, 15_000);
    expect(site.postgres().length).toBeGreaterThan(0);
    const next = await site.running();
    expect(next.demo).toMatchObject({ scimToken: first.scimToken, pid: next.child.pid });
  });

  it('starts a service again that died, and leaves nothing behind when it is told to stop', async () => {
    const { child, ended, demo } = await site.running();
    const pusher = () => site.services().find(({ command }) => command.includes('dingtalk-pusher'));
    const died = pusher()!;
    process.kill(died.pid, 'SIGKILL');
    await eventually(
      'another pusher is there',
      async () => {
        const answer = await fetch(`http://127.0.0.1:${String(site.port + 2)}/health/live`);
        const now = pusher();
        return answer.ok && now !== undefined && now.pid !== died.pid;
      },
      30_000,
    );
    expect(demo.pid).toBe(child.pid);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(site.processes()).toEqual([]);
  });
});

linux('npm start that ends before it is ready', () => {
  // Whatever a test before has left running is in the way of these.
  beforeAll(() => site.stop());

  it('leaves nothing behind when it is stopped while starting', async () => {
    const one = site.launch();
    await eventually('PostgreSQL is starting', () => site.postgres().length > 0, 60_000);
    one.child.kill('SIGINT');
    await one.ended;
    await eventually('nothing is left', () => site.processes().length === 0, 15_000);
  });

  it.each([
    { reason: 'the simulator', offset: 1 },
    { reason: "the pusher's health", offset: 2 },
  ])('names a busy port and what it is for: $reason', async ({ offset }) => {
    const squatter = await listening(site.port + offset);
    try {
      const one = site.launch();
      expect(await one.ended).toBe(1);
      expect(one.text()).toMatch(new RegExp(`^Port ${String(site.port + offset)} \\(.*\\) is in use`, 'm'));
      expect(site.processes()).toEqual([]);
    } finally {
      await closed(squatter);
    }
  });

  it.each([
    { reason: 'no number', value: 'eighty-eighty' },
    { reason: 'no room for the two ports beside it', value: '65534' },
    { reason: 'no port', value: '0' },
  ])('names a bad PORT without its value: $reason', async ({ value }) => {
    const one = site.launch({ PORT: value });
    expect(await one.ended).toBe(1);
    expect(one.text()).toMatch(/^configuration: PORT: not valid/);
    expect(one.text()).not.toContain(value === '0' ? ' 0' : value);
    expect(one.text()).not.toMatch(/\n\s+at /);
  });
});
