import { describe, expect, it } from '@jest/globals';
import type { ConnectionId, ResourceId } from '#common';
import { settingsSchema } from '#provisioning';
import type { Connection, NotInStep } from '#store';
import type { ConnectionStatus } from './status.js';
import { statusPage } from './status-page.js';
import { en } from './texts/en.js';
import { zhCn } from './texts/zh-cn.js';

const connection: Connection = {
  id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' as ConnectionId,
  name: 'Acme',
  direction: 'scim-to-dingtalk',
  stamp: 'acme22',
  appKey: 'dingacme',
  oapiBase: 'https://oapi.dingtalk.com',
  apiBase: 'https://api.dingtalk.com',
  settings: settingsSchema.parse({}),
  settingsVersion: 1,
  state: 'active',
  createdAt: new Date(0),
};
const row: NotInStep = {
  kind: 'account',
  state: 'blocked',
  reason: 'rejected',
  presence: 'none',
  resourceId: '11111111-1111-4111-8111-111111111111' as ResourceId,
  displayName: 'Ada',
  detailCode: '60104',
};

function shown(changes: Partial<ConnectionStatus>, texts = en): string {
  const tiles = [{ state: 'inStep' as const, people: 1, departments: 2 }];
  return statusPage(texts, {
    administrator: 'admin',
    connections: [{ connection, tiles, rests: [], groups: [], ...changes }],
    scimUrl: 'https://scim.example.com/scim/v2',
    simulatorUrl: undefined,
    paused: false,
    now: new Date(0),
  }).toString();
}

const group = (changes: Partial<NotInStep>, n = 1) => {
  const rows = [{ ...row, ...changes }];
  return [{ state: rows[0]?.state ?? 'blocked', reason: rows[0]?.reason ?? null, n, rows }];
};

describe('the status page', () => {
  it('says so when everything is in step', () => {
    expect(shown({})).toContain('Everything is in step.');
    expect(shown({}, zhCn)).toContain('全部一致。');
  });

  it('tells a connection that has heard of nobody where its SCIM address is', () => {
    const page = shown({ tiles: [{ state: 'inStep', people: 0, departments: 0 }] });
    expect(page).toContain('Nothing has arrived from SCIM yet.');
    expect(page).toContain('https://scim.example.com/scim/v2');
    expect(page).not.toContain('Everything is in step.');
  });

  it("shows DingTalk's own code where it refused", () => {
    const page = shown({ groups: group({}) });
    expect(page).toContain('DingTalk refused');
    expect(page).toContain('<code>60104</code>');
  });

  it('says how many more there are', () => {
    expect(shown({ groups: group({}, 21) })).toContain('and 20 more');
  });

  it.each([
    { reason: 'SCIM has deleted it', changes: { resourceId: null } },
    { reason: 'DingTalk is asked to remove it', changes: { presence: 'leaving' as const } },
  ])('tells who is leaving when $reason', ({ changes }) => {
    expect(shown({ groups: group({ state: 'onTheWay', reason: null, ...changes }) })).toContain('(leaving)');
  });

  it.each([
    { reason: 'a user name that is a mobile', displayName: '+86 138-0000-0001' },
    { reason: 'no name at all', displayName: null },
  ])('shows the id in place of $reason', ({ displayName }) => {
    const page = shown({ groups: group({ displayName }) });
    expect(page).toContain('11111111-1111-4111-8111-111111111111');
    expect(page).not.toContain('138-0000');
  });

  it('tells why a connection is stopped, what mends it and how it starts again', () => {
    const page = shown({ connection: { ...connection, state: 'quarantined', stateReason: 'ipNotAllowed' } });
    expect(page).toContain('Stopped');
    expect(page).toContain('Add its outgoing IP address');
    expect(page).toContain(`connections resume ${connection.id}`);
  });

  it.each([
    { reason: 'unreachable', words: 'DingTalk cannot be reached.' },
    { reason: 'throttled', words: 'DingTalk asked to call less often.' },
    { reason: 'pace', words: 'used up for the moment' },
    { reason: 'refused:qyapi_get_member', words: 'qyapi_get_member' },
    { reason: 'something newer', words: 'something newer' },
  ])('tells which lane rests, until when, and that it is $reason', ({ reason, words }) => {
    const notBefore = new Date('2026-01-02T03:04:05Z');
    const page = shown({ rests: [{ connectionId: connection.id, lane: 'people', reason, notBefore }] });
    expect(page).toContain('People, until 03:04:05 (UTC)');
    expect(page).toContain(words);
  });

  it('updates itself, unless it was told not to', () => {
    expect(shown({})).toMatch(/http-equiv="refresh" content="5"/);
    expect(shown({})).toContain('/console?updates=off');
  });

  it('holds no script and no style of its own', () => {
    expect(shown({ groups: group({}) })).not.toMatch(/<script|<style|style="|onclick/i);
  });
});
