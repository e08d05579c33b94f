import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { disableAccount, enableAccount } from '#dingtalk';
import type { DingTalkClient, ObservedCall } from '#dingtalk';
import { startRawServer } from '../support/raw-server.js';
import type { RawServer } from '../support/raw-server.js';
import { openClient } from '../support/simulator.js';

let raw: RawServer;
let client: DingTalkClient;
let observed: ObservedCall[];
beforeAll(async () => {
  raw = await startRawServer();
});
afterAll(() => raw.close());
beforeEach(() => {
  observed = [];
  const app = { org: 'corp', appKey: 'key', appSecret: 'secret' };
  client = openClient(raw.url, app, { observe: (call) => observed.push(call) });
});

const answer = (status: number, body: object) => {
  raw.answer = (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
};

describe('an enterprise account', () => {
  it('is disabled and enabled by one call each, on the new API', async () => {
    answer(200, { result: true });
    await disableAccount(client, 'u1', 'SCIM');
    await enableAccount(client, 'u1');
    expect(raw.received.splice(0).map((body) => JSON.parse(body) as unknown)).toEqual([
      { userId: 'u1', reason: 'SCIM' },
      { userId: 'u1' },
    ]);
    expect(observed.map(({ api, code }) => [api, code])).toEqual([
      ['/v1.0/contact/orgAccounts/disable', '0'],
      ['/v1.0/contact/orgAccounts/enable', '0'],
    ]);
  });

  it.each([
    { reason: 'it is a normal account', code: 'exclusive.account.only', on: 'normalAccount' },
    { reason: 'there is none', code: 'user.not.exist', on: 'notFound' },
  ])('is not disabled, by name: $reason', async ({ code, on }) => {
    answer(400, { code, requestid: 'r-1', message: 'no' });
    await expect(disableAccount(client, 'u1', 'SCIM')).rejects.toMatchObject({ name: 'Rejected', on });
    expect(observed.at(-1)).toMatchObject({ code, requestId: 'r-1' });
  });

  it('may have been disabled where DingTalk was busy', async () => {
    answer(500, { code: 'system.busy', requestid: 'r-1', message: 'busy' });
    await expect(disableAccount(client, 'u1', 'SCIM')).rejects.toMatchObject({ name: 'AnswerLost' });
  });
});
