import { describe, expect, it } from '@jest/globals';
import { acceptedLanguage } from './language.js';
import { en } from './texts/en.js';
import { zhCn } from './texts/zh-cn.js';

describe('the language of a page', () => {
  it.each([
    { reason: 'nothing is asked for', header: undefined, language: 'en' },
    { reason: 'Chinese comes first', header: 'zh-CN,zh;q=0.9,en;q=0.8', language: 'zh' },
    { reason: 'English weighs more', header: 'zh;q=0.5, en-GB', language: 'en' },
    { reason: 'only an unknown language is asked for', header: 'fr-FR', language: 'en' },
    { reason: 'an unknown language comes before Chinese', header: 'fr, zh-Hans;q=0.3', language: 'zh' },
    { reason: 'Chinese is ruled out', header: 'zh;q=0, *', language: 'en' },
    { reason: 'the header is nonsense', header: ';;q=,,', language: 'en' },
  ])('is $language when $reason', ({ header, language }) => {
    expect(acceptedLanguage(header)).toBe(language);
  });

  it('leaves no text empty in any language', () => {
    const texts = (value: unknown): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [value];
    for (const language of [en, zhCn]) expect(texts(language)).not.toContain('');
  });
});
