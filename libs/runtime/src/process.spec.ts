import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';

const script = path.resolve(import.meta.dirname, '../../../test/processes/service.js');
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

function start(kind: string): {
  readonly child: ChildProcess;
  readonly message: Promise<unknown>;
  /** How it ended and what it had printed. */
  readonly ended: Promise<{ readonly code: number | null; readonly events: string; readonly text: string }>;
} {
  const child = fork(script, [kind], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  running.push(child);
  let text = '';
  const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
  for (const stream of streams) stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  // After a disconnect `close` does not come.
  const all = Promise.all([once(child, 'exit'), ...streams.map((stream) => once(stream, 'end'))]);
  const ended = all.then(([[code]]) => ({
    code: code as number | null,
    text,
    events: [...text.matchAll(/"event":"([^"]+)"/g)].map(([, event]) => event).join(' '),
  }));
  return { child, ended, message: once(child, 'message').then(([message]) => message as unknown) };
}

describe('a service', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('says when it is ready, and closes on %s', async (signal) => {
    const { child, message, ended } = start('ok');
    expect(await message).toEqual({ ready: true });
    child.kill(signal);
    expect(await ended).toMatchObject({ code: 0, events: 'started stopping closed' });
  });

  it('closes once, however often it is told', async () => {
    const { child, message, ended } = start('ok');
    await message;
    child.kill('SIGTERM');
    child.kill('SIGINT');
    child.disconnect();
    expect(await ended).toMatchObject({ code: 0, events: 'started stopping closed' });
  });

  it('closes when its launcher is gone', async () => {
    const { child, message, ended } = start('ok');
    await message;
    child.disconnect();
    const { code, text } = await ended;
    expect([code, text]).toEqual([0, expect.stringContaining('"why":"launcher-gone"')]);
  });

  it('closes when its launcher went while it was starting', async () => {
    const { child, message, ended } = start('slow-start');
    expect(await message).toEqual({ starting: true });
    child.disconnect();
    expect(await ended).toMatchObject({ code: 0, events: 'started stopping closed' });
  });

  it.each([
    { kind: 'bad-configuration', reason: 'configuration: PORT: must be set' },
    { kind: 'refused', reason: 'The store was sealed by another key.' },
  ])('that cannot start says why, in our own words, and exits 1: $kind', async ({ kind, reason }) => {
    const { code, text, events } = await start(kind).ended;
    expect([code, events]).toEqual([1, 'start-failed']);
    expect(JSON.parse(text)).toMatchObject({ reason });
  });

  it('that cannot start for a reason of others tells its class only', async () => {
    const { code, text } = await start('unexpected').ended;
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({ event: 'start-failed', error: 'Error', code: 'ECONNREFUSED' });
    expect(text).not.toMatch(/s3cret|reason|postgres:/);
  });

  it('that cannot close says so without values, and exits 1', async () => {
    const { child, message, ended } = start('bad-stop');
    await message;
    child.kill('SIGTERM');
    const { code, text, events } = await ended;
    expect([code, events]).toEqual([1, 'started stopping stop-failed']);
    expect(text).not.toContain('s3cret');
  });
});
