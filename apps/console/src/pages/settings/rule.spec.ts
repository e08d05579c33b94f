import { describe, expect, it } from '@jest/globals';
import { enteredRule, writtenRule } from './rule.js';

const rules = [
  { reason: 'the default', rule: undefined },
  { reason: 'a field left to DingTalk', rule: null },
  { reason: 'one path', rule: { sources: ['title'] } },
  {
    reason: 'paths and a constant, and when it is written',
    rule: {
      sources: ['emails[type eq "work"].value', { constant: 'x' }],
      when: 'onlyOnCreate',
      ifEmpty: 'keep',
    },
  },
  { reason: 'a spelling only', rule: { transform: 'lower' } },
];

describe('a rule in the form', () => {
  it.each(rules)('is written down as it was: $reason', ({ rule }) => {
    expect(writtenRule(enteredRule(rule))).toEqual(rule);
  });

  it('has one source a line, and no empty ones', () => {
    expect(writtenRule({ choice: 'own', sources: ' title \n\n{"constant":"x"}\n' })).toEqual({
      sources: ['title', { constant: 'x' }],
    });
  });

  it('is refused where a line begins as JSON and is none', () => {
    expect(() => writtenRule({ choice: 'own', sources: '{"constant"' })).toThrow(SyntaxError);
  });
});
