import { describe, expect, it } from '@jest/globals';
import {
  AnswerLost,
  AppRefused,
  CapabilityRefused,
  PaceExhausted,
  Rejected,
  Throttled,
  Unreachable,
} from '#dingtalk';
import { verdictOf } from './quarantine-watch.js';

describe('a look at an app that was refused', () => {
  it.each<{ reason: string; error: Error; verdict: object }>([
    {
      reason: 'a wrong AppSecret is a no',
      error: new AppRefused('40089', 'badCredentials'),
      verdict: { kind: 'refused', reason: 'badCredentials', code: '40089' },
    },
    {
      reason: 'an address that is not let in is a no, maybe another one than before',
      error: new AppRefused('60020', 'ipNotAllowed', '203.0.113.7'),
      verdict: { kind: 'refused', reason: 'ipNotAllowed', code: '60020', address: '203.0.113.7' },
    },
    {
      reason: 'an app without the permission is let in: that is its lane’s trouble',
      error: new CapabilityRefused('60011', 'permission', 'qyapi_get_department_list'),
      verdict: { kind: 'over' },
    },
    {
      reason: 'a root that is not there says nothing against the app',
      error: new Rejected('60003', 'departmentNotFound'),
      verdict: { kind: 'over' },
    },
    {
      reason: 'a DingTalk that is away',
      error: new Unreachable('ECONNREFUSED'),
      verdict: { kind: 'unknown' },
    },
    { reason: 'an answer that was lost', error: new AnswerLost('15'), verdict: { kind: 'unknown' } },
    { reason: 'a throttled call', error: new Throttled('90018', 1_000), verdict: { kind: 'unknown' } },
    { reason: 'no slot in time', error: new PaceExhausted(12_000), verdict: { kind: 'unknown' } },
  ])('$reason: $verdict.kind', ({ error, verdict }) => {
    expect(verdictOf(error)).toEqual(verdict);
  });

  it('comes to nothing where it could not be made: somebody else looks again', () => {
    const away = new Error('the store is away');
    expect(() => verdictOf(away)).toThrow(away);
  });
});
