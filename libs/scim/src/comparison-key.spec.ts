import { describe, expect, it } from '@jest/globals';
import { caseIgnoreKey, userNameKey } from './comparison-key.js';

describe('userNameKey', () => {
  it.each([
    { reason: 'case does not count', a: 'BJensen@Example.COM', b: 'bjensen@example.com' },
    { reason: 'fullwidth letters are the ordinary ones', a: 'Ｂｊｅｎｓｅｎ１', b: 'bjensen1' },
    { reason: 'the ideographic space is a space', a: 'a\u3000b', b: 'a b' },
    { reason: 'halfwidth katakana are katakana, voiced marks composed', a: 'ｶﾞﾗｽ', b: 'ガラス' },
    { reason: 'halfwidth Hangul letters are compatibility letters', a: '\uffa1\uffc2', b: '\u3131\u314f' },
    { reason: 'the fullwidth macron is the macron and not a space with a mark', a: '\uffe3', b: '\u00af' },
    { reason: 'composed and decomposed letters are one', a: 'Jose\u0301', b: 'José' },
    { reason: 'Greek capitals fold', a: 'ΑΒΓ', b: 'αβγ' },
  ])('takes two names for one where $reason', ({ a, b }) => {
    expect(userNameKey(a)).toBe(userNameKey(b));
  });

  it.each([
    { reason: 'compatibility characters that are no width variants', a: 'ﬁ', b: 'fi' },
    { reason: 'superscripts', a: 'a²', b: 'a2' },
    { reason: 'different letters', a: '张伟', b: '张薇' },
  ])('keeps $reason apart', ({ a, b }) => {
    expect(userNameKey(a)).not.toBe(userNameKey(b));
  });

  it('gives a key for which the key is the key itself', () => {
    for (const name of ['Ｂｊ', 'ｶﾞ', 'Jose\u0301', 'İstanbul']) {
      expect(userNameKey(userNameKey(name))).toBe(userNameKey(name));
    }
  });
});

describe('caseIgnoreKey', () => {
  it('ignores case and composition but not width', () => {
    expect(caseIgnoreKey('E\u0301')).toBe(caseIgnoreKey('é'));
    expect(caseIgnoreKey('Ａ')).not.toBe(caseIgnoreKey('a'));
  });
});
