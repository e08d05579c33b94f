import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { getUser, Transport } from '#dingtalk';
import { appOfHost, callTimeoutMs, failureOf, send } from '../support/raw-host.js';
import type { RawAnswer } from '../support/raw-host.js';
import { startRawServer } from '../support/raw-server.js';
import { MemoryTokenStore, openClient } from '../support/simulator.js';

// Each with a host of its own: what has to wait waits side by side.

describe('a call that fails', () => {
  it.concurrent.each<{ reason: string; answer: RawAnswer }>([
    {
      reason: 'the connection is cut before the answer',
      answer: (response) => response.destroy(),
    },
    {
      reason: 'the connection is cut within the answer',
      answer: (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"errcode":0', () => response.destroy());
      },
    },
    { reason: 'nobody answers', answer: () => undefined },
    {
      reason: 'the answer drips for ever, so that no gap is long',
      answer: (response) => {
        const dripping = setInterval(() => response.write(' '), 50);
        response.on('close', () => {
          clearInterval(dripping);
        });
      },
    },
    {
      reason: 'the answer never ends',
      answer: (response) => {
        response.write('{"errcode":0');
      },
    },
  ])("is AnswerLost within the call's time: $reason", async ({ answer }) => {
    const started = performance.now();
    expect(await failureOf(answer)).toMatchObject({ name: 'AnswerLost' });
    expect(performance.now() - started).toBeLessThan(callTimeoutMs + 1_000);
  });

  it('is Unreachable where the connection is refused: nothing was sent', async () => {
    const gone = await startRawServer();
    await gone.close();
    const store = new MemoryTokenStore();
    const { appKey } = appOfHost;
    await store.save({ baseUrl: gone.url, appKey }, 'raw-token-of-the-test', 7_200_000);
    const transport = new Transport(callTimeoutMs);
    const asked = getUser(openClient(gone.url, appOfHost, { transport, store }), 'u-1');
    await expect(asked).rejects.toMatchObject({ name: 'Unreachable', code: 'ECONNREFUSED' });
    await transport.close();
  });

  it.concurrent.each<{ reason: string; answer: RawAnswer }>([
    { reason: 'cut', answer: (response) => response.destroy() },
    { reason: 'silence', answer: () => undefined },
    {
      reason: 'refused',
      answer: send(
        200,
        '{"errcode":60104,"errmsg":"raw-token-of-the-test secret-of-the-test 13800000001 u-1"}',
      ),
    },
    {
      reason: 'unreadable',
      answer: send(200, '{"errcode":0,"result":{"userid":{},"mobile":"13800000001"}}'),
    },
  ])('tells no token, secret, word or url: $reason', async ({ answer }) => {
    const error = await failureOf(answer);
    const told = [
      error.message,
      error.stack,
      JSON.stringify(error),
      inspect(error, { depth: 10, showHidden: true }),
    ];
    expect(told.join('\n')).not.toMatch(/raw-token|secret-of|13800000001|u-1|access_token|topapi/);
  });
});
