import { describe, expect, it } from '@jest/globals';
import { codeOfRefusal, isThrottle, refusalToError } from './refusal.js';
import type { Refusal } from './refusal.js';

const now = new Date('2026-09-03T00:01:02+08:00');
const refused = (code: string, text = ''): Refusal => ({ kind: 'code', code, text, status: 200 });
const errorOf = (code: string, text = '') => refusalToError(refused(code, text), now);

describe('a throttle lasts as its text says', () => {
  it.each([
    { text: '限制将在 2026-09-03 00:01:09 结束.', waitMs: 7_000, reason: "today's wording" },
    { text: '处罚将在 2026-09-03 00:01:09 结束', waitMs: 7_000, reason: 'the older wording' },
    { text: '限制将在 2026-09-03 00:01:02 结束.', waitMs: 1_000, reason: 'over already: a second at least' },
    { text: '限制将在 2026-09-03 01:01:02 结束.', waitMs: 3_600_000, reason: 'an hour is kept to' },
    { text: '限制将在 2027-09-03 00:00:00 结束.', waitMs: 86_400_000, reason: 'a year is a mistake' },
    { text: '限制将在 2026-99-99 00:00:00 结束.', waitMs: 1_000, reason: 'no date' },
    { text: '', waitMs: 1_000, reason: 'no text' },
    {
      text: '从 2026-09-03 01:01:02 到 2026-09-03 01:01:02 请求总次数超过 20 次, 限制将在 2026-09-03 01:01:03 结束.',
      waitMs: 1_000,
      reason: 'our clock is an hour behind: their span counts',
    },
    {
      text: '从 2026-09-02 23:01:02 到 2026-09-02 23:01:02 请求总次数超过 20 次, 限制将在 2026-09-02 23:06:02 结束.',
      waitMs: 300_000,
      reason: 'our clock is an hour ahead: their span counts',
    },
  ])('$waitMs ms: $reason', ({ text, waitMs }) => {
    expect(errorOf('90018', text)).toMatchObject({ name: 'Throttled', waitMs });
  });

  it('where it names none, a minute for what silences more than an API', () => {
    expect(errorOf('90004')).toMatchObject({ of: 'app', waitMs: 60_000 });
    expect(errorOf('90004', '限制将在 2026-09-03 00:01:12 结束')).toMatchObject({
      of: 'app',
      waitMs: 10_000,
    });
  });
});

describe('what else is read of a refusal', () => {
  it.each([
    { text: '[x], {requiredScopes=[qyapi_get_member]}', scope: 'qyapi_get_member', reason: 'old API' },
    { text: '{requiredScopes=[qyapi_get_member, qyapi_base]}', scope: 'qyapi_get_member', reason: 'two' },
    {
      text: '{"requiredScopes":["Contact.Org.Read"]}',
      scope: 'Contact.Org.Read',
      reason: 'new API, a member of its own',
    },
    { text: '没有调用该接口的权限', scope: undefined, reason: 'none is named' },
  ])('is the missing permission: $reason', ({ text, scope }) => {
    expect(errorOf('60011', text)).toMatchObject({ name: 'CapabilityRefused', scope });
  });

  it.each([
    {
      text: '访问ip不在白名单之中,request ip=10.1.2.3 appKey(dingKey)',
      address: '10.1.2.3',
      reason: 'version 4',
    },
    { text: 'request ip=2001:db8::1 appKey(dingKey)', address: '2001:db8::1', reason: 'version 6' },
    { text: 'request ip=somewhere appKey(dingKey)', address: undefined, reason: 'something else' },
  ])('is the address that DingTalk saw: $reason', ({ text, address }) => {
    expect(errorOf('60020', text)).toMatchObject({ reason: 'ipNotAllowed', address });
  });

  it.each(['', 'mobile 13800000001', 'x'.repeat(200), '手机号码'])('is no code (%j)', (code) => {
    expect(errorOf(code)).toMatchObject({ name: 'AnswerLost', code: 'malformed-code' });
    expect(codeOfRefusal(refused(code))).toBe('malformed-code');
  });
});

it('tells throttles, the ban among them, from other refusals', () => {
  const ban: Refusal = { kind: 'ban', waitMs: 300_000 };
  expect([ban, refused('90018'), refused('60121')].map(isThrottle)).toEqual([true, true, false]);
  expect(refusalToError(ban, now)).toMatchObject({ name: 'Throttled', of: 'address', waitMs: 300_000 });
});
