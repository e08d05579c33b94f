import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { dial } from './dial.js';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a call to Postgres', () => {
  it('that nobody takes is given up, as one to a machine that is away', async () => {
    const socket = dial(800);
    const told = once(socket, 'error') as Promise<[NodeJS.ErrnoException]>;
    jest.advanceTimersByTime(799);
    expect(socket.destroyed).toBe(false);
    jest.advanceTimersByTime(1);
    expect((await told)[0].code).toBe('ETIMEDOUT');
  });

  it('that is taken may wait for its answer', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = dial(800).connect((server.address() as AddressInfo).port, '127.0.0.1');
    const [[taken]] = (await Promise.all([once(server, 'connection'), once(socket, 'connect')])) as [
      [NodeJS.WritableStream],
      unknown,
    ];
    jest.advanceTimersByTime(60_000);
    taken.end('x');
    expect(String((await once(socket, 'data'))[0])).toBe('x');
    server.close();
  });
});
