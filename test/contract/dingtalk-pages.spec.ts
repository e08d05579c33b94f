import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDepartment, createUser, listUserIds, listUserNames, listUsers, searchUsers } from '#dingtalk';
import { startRawServer } from '../support/raw-server.js';
import type { RawServer } from '../support/raw-server.js';
import { openClient, startSimulator } from '../support/simulator.js';
import type { Simulator } from '../support/simulator.js';

let simulator: Simulator;
let raw: RawServer;
beforeAll(async () => {
  [simulator, raw] = await Promise.all([startSimulator(), startRawServer()]);
});
afterAll(async () => {
  await simulator.close();
  await raw.close();
});

async function all<T>(list: AsyncIterable<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

describe('a list of more than one page', () => {
  it('is read to its end, a hundred people a call, those with restricted access too', async () => {
    const app = await simulator.newApp();
    const client = openClient(simulator.url, app);
    const yard = await createDepartment(client, { name: 'Yard', parentId: 1, sourceIdentifier: 's:yard' });
    const ids = Array.from({ length: 205 }, (_, n) => `b-${String(n).padStart(3, '0')}`);
    for (const [n, userId] of ids.entries()) {
      const mobile = `139${String(n).padStart(8, '0')}`;
      await createUser(client, { userId, name: userId, mobile, departmentIds: [yard] });
    }
    expect((await all(listUsers(client, yard))).map(({ userId }) => userId).sort()).toEqual(ids);
    expect((await all(listUserNames(client, yard))).map(({ userId }) => userId).sort()).toEqual(ids);
    expect([...(await listUserIds(client, yard))].sort()).toEqual(ids);
    const calls = (await simulator.log(app.org)).filter(({ path }) => path === '/topapi/v2/user/list');
    expect(calls.map(({ body }) => body)).toEqual(
      [0, 100, 200].map((cursor) => ({ dept_id: yard, cursor, size: 100, contain_access_limit: true })),
    );
  });

  it('is read no further than somebody wants', async () => {
    raw.received.length = 0;
    raw.answer = (response) =>
      response.end('{"errcode":0,"result":{"has_more":true,"next_cursor":100,"list":[{"userid":"a"}]}}');
    for await (const { userId } of listUsers(openClient(raw.url, rawApp), 1)) {
      expect(userId).toBe('a');
      break;
    }
    expect(raw.received).toHaveLength(1);
  });
});

const rawApp = { org: '', appKey: 'dingpages', appSecret: 's' };

describe('a list that does not end as it should', () => {
  it.each([
    { reason: 'its cursor stays', next: () => 100, code: 'cursor-loop' },
    { reason: 'its cursor goes round', next: (call: number) => [100, 200, 0][call % 3], code: 'cursor-loop' },
    { reason: 'its cursor grows for ever', next: (call: number) => (call + 1) * 100, code: 'endless-list' },
    { reason: 'it has more, but does not say where', next: () => undefined, code: 'cursor-missing' },
  ])('is an error, not a shorter list: $reason', async ({ next, code }) => {
    let call = 0;
    raw.answer = (response) => {
      const result = { has_more: true, next_cursor: next(call), list: [{ userid: 'a', name: 'A' }] };
      call += 1;
      response.end(JSON.stringify({ errcode: 0, result }));
    };
    const list = all(listUserNames(openClient(raw.url, rawApp), 1));
    await expect(list).rejects.toMatchObject({ name: 'AnswerLost', code });
    expect(call).toBeLessThanOrEqual(2_000);
  });

  it('has ended when a search finds nothing more, whatever it says', async () => {
    raw.answer = (response) => response.end('{"hasMore":true,"totalCount":5,"list":[]}');
    expect(await all(searchUsers(openClient(raw.url, rawApp), 'x'))).toEqual([]);
  });
});

describe('the values of a list', () => {
  it.each([
    { reason: 'as the types say', list: [{ userid: 'a', active: true, dept_id_list: [2, 3], mobile: '1' }] },
    {
      reason: 'as strings',
      list: '[{"userid":"a","active":"true","dept_id_list":"[2,3]","mobile":1,"hired_date":"x"}]',
    },
    {
      reason: 'with nulls, empty texts and unknown fields',
      list: [
        { userid: 'a', active: 1, dept_id_list: ['2', 3], mobile: '1', email: '', title: null, new: {} },
      ],
    },
  ])('are read: $reason', async ({ list }) => {
    raw.answer = (response) =>
      response.end(JSON.stringify({ errcode: '0', result: { has_more: 'false', list } }));
    expect(await all(listUsers(openClient(raw.url, rawApp), 1))).toMatchObject([
      { userId: 'a', active: true, admin: false, departmentIds: [2, 3], mobile: '1', email: undefined },
    ]);
  });

  it('that is not there at all is an empty list', async () => {
    raw.answer = (response) => response.end('{"errcode":0,"result":{"has_more":false}}');
    expect(await all(listUsers(openClient(raw.url, rawApp), 1))).toEqual([]);
  });
});
