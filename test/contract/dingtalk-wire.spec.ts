import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { apis, getUser, Transport } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { startRawServer } from '../support/raw-server.js';
import type { RawServer } from '../support/raw-server.js';
import { MemoryTokenStore, openClient } from '../support/simulator.js';

const app = { org: '', appKey: 'dingwire', appSecret: 'secret-of-the-test' };
const userGet = apis.find(({ path }) => path === '/topapi/v2/user/get')!;
/** Short, so that a silent host costs the suite little; the product waits ten seconds. */
const callTimeoutMs = 2_000;

let server: RawServer;
let transport: Transport;
let client: DingTalkClient;

beforeAll(async () => {
  server = await startRawServer();
});
afterAll(() => server.close());
beforeEach(() => {
  transport = new Transport(callTimeoutMs);
  client = openClient(server.url, app, { transport });
});
afterEach(() => transport.close());

const failure = async (answer: (response: ServerResponse) => void): Promise<Error> => {
  server.answer = answer;
  return getUser(client, 'u-1').then(
    () => {
      throw new Error('answered');
    },
    (error: unknown) => error as Error,
  );
};
const send = (status: number, body: string) => (response: ServerResponse) => {
  response.statusCode = status;
  response.end(body);
};

const raw =
  (status: number, bytes: Buffer, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, headers);
    // One with a length that is never reached stays open.
    if (headers['content-length'] === undefined) response.end(bytes);
    else response.write(bytes);
  };
const bomb = gzipSync(Buffer.alloc(100 * 2 ** 20, ' '));

describe('an answer', () => {
  it.each([
    {
      reason: 'packed',
      answer: raw(200, gzipSync('{"errcode":0,"result":{"userid":"u-1"}}'), { 'content-encoding': 'gzip' }),
    },
    {
      reason: 'that calls itself a page',
      answer: raw(200, Buffer.from('{"errcode":0,"result":{"userid":"u-1"}}'), {
        'content-type': 'text/html',
      }),
    },
    {
      reason: 'after a byte order mark',
      answer: send(200, '\uFEFF {"errcode":0,"result":{"userid":"u-1"}}'),
    },
    {
      reason: 'with fields nobody knows',
      answer: send(200, '{"errcode":0,"x":[{}],"result":{"userid":"u-1","y":1}}'),
    },
  ])('is read: $reason', async ({ answer }) => {
    server.answer = answer;
    expect(await getUser(client, 'u-1')).toMatchObject({ userId: 'u-1' });
  });
});

describe('an answer that is none', () => {
  it.each([
    {
      reason: 'a front proxy says 400',
      answer: send(400, '<html>bad</html>'),
      name: 'Unreachable',
      code: 'front-proxy',
    },
    {
      reason: 'a front proxy says 503',
      answer: send(503, '<html>busy</html>'),
      name: 'AnswerLost',
      code: '15',
    },
    { reason: 'the gateway timed out', answer: send(504, ''), name: 'AnswerLost', code: '15' },
    {
      reason: 'a gateway timeout in JSON',
      answer: send(504, '{"request_id":"x"}'),
      name: 'AnswerLost',
      code: '15',
    },
    { reason: 'the ban as a page', answer: send(200, '<html>x5</html>'), name: 'Throttled', code: '1111' },
    {
      reason: 'the ban as JSON',
      answer: send(200, '{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"xxx"}'),
      name: 'Throttled',
      code: '1111',
    },
    { reason: 'nothing at all', answer: send(200, ''), name: 'AnswerLost', code: 'unreadable' },
    {
      reason: 'half an object',
      answer: send(200, '{"errcode":0,"resu'),
      name: 'AnswerLost',
      code: 'unreadable',
    },
    { reason: 'an array', answer: send(200, '[1]'), name: 'AnswerLost', code: 'unreadable' },
    {
      reason: 'an object without errcode',
      answer: send(200, '{"hello":1}'),
      name: 'AnswerLost',
      code: 'no-errcode',
    },
    {
      reason: 'success without the fields asked for',
      answer: send(200, '{"errcode":0,"result":{}}'),
      name: 'AnswerLost',
      code: 'unreadable',
    },
    {
      reason: 'ten thousand nested arrays',
      answer: send(200, `{"errcode":0,"result":${'['.repeat(10_000)}${']'.repeat(10_000)}}`),
      name: 'AnswerLost',
      code: 'unreadable',
    },
    {
      reason: 'no UTF-8',
      answer: raw(200, Buffer.from('7b22657272636f6465223a302c226e223a22fffe227d', 'hex')),
      name: 'AnswerLost',
      code: 'invalid-utf8',
    },
    {
      reason: 'a redirect, which is not followed',
      answer: raw(302, Buffer.from(''), { location: '/elsewhere' }),
      name: 'Unreachable',
      code: 'redirected',
    },
    {
      reason: 'a page of status 403: how the ban is marked is not known',
      answer: send(403, '<html>x5</html>'),
      name: 'Throttled',
      code: '1111',
    },
    {
      reason: 'an encoding that was not asked for',
      answer: raw(200, Buffer.from('{"errcode":0}'), { 'content-encoding': 'br' }),
      name: 'AnswerLost',
      code: 'encoding',
    },
    {
      reason: 'something that only says it is packed',
      answer: raw(200, Buffer.from('{"errcode":0}'), { 'content-encoding': 'gzip' }),
      name: 'AnswerLost',
      code: 'encoding',
    },
    {
      reason: 'a bomb: a hundred megabytes in a hundred kilobytes',
      answer: raw(200, bomb, { 'content-encoding': 'gzip' }),
      name: 'AnswerLost',
      code: 'too-large',
    },
    {
      reason: 'a length beyond what is read',
      answer: raw(200, Buffer.from('{"errcode":0'), { 'content-length': String(16 * 2 ** 20) }),
      name: 'AnswerLost',
      code: 'too-large',
    },
    {
      reason: 'a code that holds a sentence',
      answer: send(200, '{"errcode":"call 13800000001"}'),
      name: 'AnswerLost',
      code: 'malformed-code',
    },
  ])('$reason: $name $code', async ({ answer, name, code }) => {
    expect(await failure(answer)).toMatchObject({ name, code });
  });

  it('is a body without end, of which no more than 8 MB is kept', async () => {
    const megabyte = 'x'.repeat(2 ** 20);
    const before = process.memoryUsage().rss;
    const error = await failure((response) => {
      response.write('{"errcode":0,"result":"');
      const more = (left: number) => {
        if (left > 0 && !response.destroyed)
          response.write(megabyte, () => {
            more(left - 1);
          });
      };
      more(400);
    });
    expect(error).toMatchObject({ name: 'AnswerLost', code: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
  });

  it.each([
    {
      reason: 'the connection is cut before the answer',
      answer: (response: ServerResponse) => response.destroy(),
    },
    {
      reason: 'the connection is cut within the answer',
      answer: (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"errcode":0', () => response.destroy());
      },
    },
    { reason: 'nobody answers', answer: () => undefined },
    {
      reason: 'the answer drips for ever, so that no gap is long',
      answer: (response: ServerResponse) => {
        const dripping = setInterval(() => response.write(' '), 50);
        response.on('close', () => {
          clearInterval(dripping);
        });
      },
    },
    {
      reason: 'the answer never ends',
      answer: (response: ServerResponse) => {
        response.write('{"errcode":0');
      },
    },
  ])("$reason: AnswerLost, within the call's time", async ({ answer }) => {
    const started = performance.now();
    expect(
      await failure((response) => {
        answer(response);
      }),
    ).toMatchObject({ name: 'AnswerLost' });
    expect(performance.now() - started).toBeLessThan(callTimeoutMs + 1_000);
  });

  it('is a refused connection: nothing was sent', async () => {
    const gone = await startRawServer();
    await gone.close();
    const store = new MemoryTokenStore();
    await store.save({ baseUrl: gone.url, appKey: app.appKey }, 'raw-token-of-the-test', 7_200_000);
    await expect(getUser(openClient(gone.url, app, { transport, store }), 'u-1')).rejects.toMatchObject({
      name: 'Unreachable',
      code: 'ECONNREFUSED',
    });
  });
});

describe('what an error tells', () => {
  it.each([
    { reason: 'cut', answer: (response: ServerResponse) => response.destroy() },
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
  ])('holds no token, secret, word or url: $reason', async ({ answer }) => {
    const error = await failure((response) => {
      answer(response);
    });
    const told = [
      error.message,
      error.stack,
      JSON.stringify(error),
      inspect(error, { depth: 10, showHidden: true }),
    ];
    expect(told.join('\n')).not.toMatch(/raw-token|secret-of|13800000001|u-1|access_token|topapi/);
  });
});

describe('numbers', () => {
  it('beyond 2^53 survive, others stay numbers', async () => {
    server.answer = send(
      200,
      '{"errcode":0,"result":{"order":176373034540521512,"dept_id":9007199254740991,"share":0.5,"low":-176373034540521512}}',
    );
    const schema = z.object({ result: z.record(z.string(), z.union([z.number(), z.bigint()])) });
    const { result } = await client.call(userGet, {}, schema);
    expect(result).toEqual({
      order: 176373034540521512n,
      dept_id: 9007199254740991,
      share: 0.5,
      low: -176373034540521512n,
    });
  });

  it('as strings in errcode are codes all the same', async () => {
    expect(await failure(send(200, '{"errcode":"60121","errmsg":"x"}'))).toMatchObject({
      name: 'Rejected',
      on: 'notFound',
    });
    server.answer = send(200, '{"errcode":"0","result":{"userid":"u-1"}}');
    expect(await getUser(client, 'u-1')).toMatchObject({ userId: 'u-1' });
  });
});
