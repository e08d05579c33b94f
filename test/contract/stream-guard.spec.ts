import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocketServer } from 'ws';
import { StreamConnection } from '#dingtalk';
import { allowedTargetsSchema, guardedConnector } from '#outbound';

let server: WebSocketServer;
let sockets: number;
beforeEach(async () => {
  sockets = 0;
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  server.on('connection', () => (sockets += 1));
});
afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

/** Opens a Stream at a host of this machine, with these private targets allowed. */
function open(host: string, allowed: string): Promise<StreamConnection> {
  const url = new URL(`ws://${host}:${String((server.address() as AddressInfo).port)}/connect?ticket=t`);
  const hearer = { hear: () => Promise.resolve(), leaving: () => undefined, closed: () => undefined };
  const connector = guardedConnector(allowedTargetsSchema.parse(allowed), { timeoutMs: 5_000 });
  return StreamConnection.open(url, hearer, connector);
}

describe("the address of a Stream, which DingTalk's gateway names", () => {
  it.each([
    ['by its number', '127.0.0.1'],
    ['by its name', 'localhost'],
    ['as a mapped address', '[::ffff:127.0.0.1]'],
  ])('is not reached where it is private: %s', async (_how, host) => {
    await expect(open(host, '')).rejects.toThrow('the stream cannot be opened');
    expect(sockets).toBe(0);
  });

  it('is reached where it is allowed', async () => {
    const stream = await open('127.0.0.1', 'loopback');
    expect(stream.isOpen).toBe(true);
    expect(sockets).toBe(1);
    stream.close();
  });
});
