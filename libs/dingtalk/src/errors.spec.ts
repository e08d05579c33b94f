import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { PaceExhausted } from './errors.js';
import { refusalToError } from './refusal.js';
import type { Refusal } from './refusal.js';

const words = 'ding talk error[subcode=1,submsg=号码 13800000001 已存在 access_token=abc secret=s3cr3t]';
const codes = ['15', '40014', '60020', '60011', '90018', '60104', '40103', '400002'];
const refusals = (text: string): readonly Refusal[] => [
  ...codes.map((code) => ({ kind: 'code', code, text, status: 200 }) as const),
  { kind: 'ban', waitMs: 1 },
  { kind: 'front', code: 'front-proxy' },
  { kind: 'unreadable', code: 'unreadable' },
];

describe('the errors of the client', () => {
  it.each(refusals(words).map((refusal) => refusalToError(refusal, new Date())))(
    'hold nothing of what DingTalk wrote: $name',
    (error) => {
      const told = [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 10 })].join(
        '\n',
      );
      expect(told).not.toMatch(/13800000001|abc|s3cr3t|已存在|subcode/);
    },
  );

  it('are told apart by name', () => {
    const names = refusals('').map((refusal) => refusalToError(refusal, new Date()).name);
    expect(new Set([...names, new PaceExhausted(1).name])).toEqual(
      new Set([
        ...['AnswerLost', 'AppRefused', 'CapabilityRefused', 'Throttled', 'Unreachable', 'Rejected'],
        ...['PendingInvite', 'PaceExhausted'],
      ]),
    );
  });
});
