import { describe, expect, it } from '@jest/globals';
import {
  AnswerLost,
  AppRefused,
  CapabilityRefused,
  PaceExhausted,
  PendingInvite,
  Rejected,
  Throttled,
  Unreachable,
} from '#dingtalk';
import { ForeignChildren } from './apply.js';
import { LeaseTooShort } from './lease.js';
import { troubleOf } from './trouble.js';

describe('whose trouble it is', () => {
  it.each<{ reason: string; error: Error; trouble: object }>([
    {
      reason: 'a slot beyond the horizon is nobody’s fault: the lane rests until then and has not failed',
      error: new PaceExhausted(12_000),
      trouble: { of: 'lane', reason: 'pace', forMs: 12_000, counts: false },
    },
    {
      reason: 'a full headcount stops new people only',
      error: new CapabilityRefused('40020', 'headcount'),
      trouble: { of: 'gate', gate: 'createAccount', code: '40020' },
    },
    {
      reason: 'too many departments stop new departments only',
      error: new CapabilityRefused('60110', 'departments'),
      trouble: { of: 'gate', gate: 'createDepartment', code: '60110' },
    },
    {
      reason: 'a refused app stops the connection',
      error: new AppRefused('40089', 'badCredentials'),
      trouble: { of: 'connection', reason: 'badCredentials', code: '40089' },
    },
    {
      reason: 'an answer that was lost is the record’s own',
      error: new AnswerLost('15'),
      trouble: { of: 'link', failure: { kind: 'answerLost' }, code: '15' },
    },
    {
      reason: 'an invitation is the record’s own',
      error: new PendingInvite(),
      trouble: { of: 'link', failure: { kind: 'pendingInvite' }, code: '40103' },
    },
    {
      reason: 'a refusal is the record’s own, and about something',
      error: new Rejected('60004', 'parentNotFound'),
      trouble: { of: 'link', failure: { kind: 'rejected', on: 'parentNotFound' }, code: '60004' },
    },
    {
      reason: 'a department that has gone is told by name',
      error: new Rejected('60003', 'departmentNotFound'),
      trouble: { of: 'link', failure: { kind: 'rejected', on: 'departmentNotFound' }, code: '60003' },
    },
    {
      reason: 'departments of others are told by name',
      error: new ForeignChildren(),
      trouble: { of: 'link', failure: { kind: 'rejected', on: 'foreignChildren' }, code: 'foreign-children' },
    },
    { reason: 'a lease that is too short is nobody’s', error: new LeaseTooShort(), trouble: { of: 'lease' } },
  ])('$reason', ({ error, trouble }) => {
    expect(troubleOf(error, 0)).toEqual(trouble);
  });

  it.each([
    {
      refused: 'a missing permission',
      error: new CapabilityRefused('60011', 'permission', 'qyapi_get_member'),
    },
    { refused: 'the quota of the month', error: new CapabilityRefused('90020', 'quota') },
  ])('stops a lane for $refused, a minute at first and ever longer', ({ error }) => {
    const rests = [0, 1, 2, 20].map(
      (failures) => troubleOf(error, failures) as { reason: string; forMs: number },
    );
    expect(rests[0]).toMatchObject({
      of: 'lane',
      reason: `refused:${error.scope ?? error.code}`,
      counts: true,
    });
    for (const [n, atLeast] of [60_000, 120_000, 240_000, 3_600_000].entries()) {
      expect(rests[n]?.forMs).toBeGreaterThanOrEqual(atLeast);
      expect(rests[n]?.forMs).toBeLessThanOrEqual(atLeast * 1.25);
    }
  });

  it('tells the address that DingTalk does not let in', () => {
    const trouble = troubleOf(new AppRefused('60020', 'ipNotAllowed', '203.0.113.7'), 0);
    expect(trouble).toEqual({
      of: 'connection',
      reason: 'ipNotAllowed',
      code: '60020',
      address: '203.0.113.7',
    });
  });

  it('is a bug where no row says so', () => {
    expect(troubleOf(new Error('what?'), 0)).toBeUndefined();
  });

  it.each([
    { failures: 0, least: 1_000 },
    { failures: 3, least: 8_000 },
    { failures: 20, least: 300_000 },
  ])('rests $least ms and up to a quarter more after $failures failures in a row', ({ failures, least }) => {
    for (let n = 0; n < 100; n += 1) {
      const trouble = troubleOf(new Unreachable('ECONNREFUSED'), failures) as { forMs: number };
      expect(trouble.forMs).toBeGreaterThanOrEqual(least);
      expect(trouble.forMs).toBeLessThanOrEqual(least * 1.25);
    }
  });

  it('rests as long as DingTalk says, and replicas do not come back at once', () => {
    const waits = Array.from(
      { length: 50 },
      () => (troubleOf(new Throttled('90018', 4_000), 0) as { forMs: number }).forMs,
    );
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(4_000);
    expect(new Set(waits).size).toBeGreaterThan(1);
  });
});
