import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { apis, getUser } from '#dingtalk';
import { failureOf, send, withHost } from '../support/raw-host.js';
import type { RawAnswer } from '../support/raw-host.js';

const userGet = apis.find(({ path }) => path === '/topapi/v2/user/get')!;
const read = (answer: RawAnswer) => withHost(answer, (client) => getUser(client, 'u-1'));

const raw =
  (status: number, bytes: Buffer, headers: Readonly<Record<string, string>> = {}): RawAnswer =>
  (response) => {
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
    expect(await read(answer)).toMatchObject({ userId: 'u-1' });
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
    expect(await failureOf(answer)).toMatchObject({ name, code });
  });

  it('is a body without end, of which no more than 8 MB is kept', async () => {
    const megabyte = 'x'.repeat(2 ** 20);
    const before = process.memoryUsage().rss;
    const error = await failureOf((response) => {
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
});

describe('numbers', () => {
  it('beyond 2^53 survive, others stay numbers', async () => {
    const answer = send(
      200,
      '{"errcode":0,"result":{"order":176373034540521512,"dept_id":9007199254740991,"share":0.5,"low":-176373034540521512}}',
    );
    const schema = z.object({ result: z.record(z.string(), z.union([z.number(), z.bigint()])) });
    const { result } = await withHost(answer, (client) => client.call(userGet, {}, schema));
    expect(result).toEqual({
      order: 176373034540521512n,
      dept_id: 9007199254740991,
      share: 0.5,
      low: -176373034540521512n,
    });
  });

  it('as strings in errcode are codes all the same', async () => {
    expect(await failureOf(send(200, '{"errcode":"60121","errmsg":"x"}'))).toMatchObject({
      name: 'Rejected',
      on: 'notFound',
    });
    const answer = send(200, '{"errcode":"0","result":{"userid":"u-1"}}');
    expect(await read(answer)).toMatchObject({ userId: 'u-1' });
  });
});
