import { describe, expect, it } from '@jest/globals';
import { preferredLanguage } from './i18n.js';

describe('the language of the console', () => {
  it.each([
    { reason: 'the browser asks for nothing', wanted: [], language: 'en' },
    { reason: 'Chinese comes first', wanted: ['zh-CN', 'en'], language: 'zh-CN' },
    { reason: 'English comes first', wanted: ['en-GB', 'zh'], language: 'en' },
    { reason: 'only an unknown language is wanted', wanted: ['fr-FR'], language: 'en' },
    { reason: 'an unknown language comes before Chinese', wanted: ['fr', 'zh-Hans'], language: 'zh-CN' },
  ])('is $language when $reason', ({ wanted, language }) => {
    expect(preferredLanguage(wanted)).toBe(language);
  });
});
