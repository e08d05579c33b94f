import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { refusalToError } from './error-table.js';
import { PaceExhausted } from './errors.js';

const words = 'ding talk error[subcode=1,submsg=号码 13800000001 已存在 access_token=abc secret=s3cr3t]';
const codes = ['15', '40014', '60020', '60011', '90018', '1111', 'front-proxy', '60104', '40103', '400002'];

describe('the errors of the client', () => {
  it.each(codes.map((code) => refusalToError({ code, text: words }, new Date())))(
    'hold nothing of what DingTalk wrote: $name',
    (error) => {
      const told = [error.message, error.stack, JSON.stringify(error), inspect(error, { depth: 10 })].join(
        '\n',
      );
      expect(told).not.toMatch(/13800000001|abc|s3cr3t|已存在|subcode/);
    },
  );

  it('are told apart by name', () => {
    const names = codes.map((code) => refusalToError({ code, text: '' }, new Date()).name);
    expect(new Set([...names, new PaceExhausted(1).name])).toEqual(
      new Set([
        ...['AnswerLost', 'AppRefused', 'CapabilityRefused', 'Throttled', 'Unreachable', 'Rejected'],
        ...['PendingInvite', 'PaceExhausted'],
      ]),
    );
  });
});
