import { describe, expect, it } from '@jest/globals';
import { first as enFirst } from './en/first.js';
import { later as enLater } from './en/later.js';
import { first as zhCnFirst } from './zh-cn/first.js';
import { later as zhCnLater } from './zh-cn/later.js';

/** Every text by its key. */
function flat(texts: object, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value as object, `${prefix}${key}.`),
  );
}

const english = new Map([...flat(enFirst), ...flat(enLater)]);
const chinese = new Map([...flat(zhCnFirst), ...flat(zhCnLater)]);
/** What is put into a text: `{{count}}`. */
const places = (text: string | undefined) => [...(text ?? '').matchAll(/\{\{\w+\}\}/g)].map(String).sort();

describe('the texts of the console', () => {
  it('are the same in both languages, save the plural that Chinese does not have', () => {
    const singular = [...english.keys()].filter((key) => key.endsWith('_one'));
    for (const key of singular) expect(english.has(key.replace(/_one$/, '_other'))).toBe(true);
    const wanted = [...english.keys()].filter((key) => !singular.includes(key));
    expect([...chinese.keys()].sort()).toEqual(wanted.sort());
  });

  it('have a singular and a plural in English wherever a count stands', () => {
    const counted = [...english].filter(([, text]) => text.includes('{{count}}')).map(([key]) => key);
    const stems = new Set(counted.map((key) => key.replace(/_(?:one|other)$/, '')));
    const forms = [...stems].flatMap((stem) => [`${stem}_one`, `${stem}_other`]);
    expect(counted.sort()).toEqual(forms.sort());
  });

  it('are nowhere empty', () => {
    expect([...english.values(), ...chinese.values()]).not.toContain('');
  });

  it('name the same things in both languages', () => {
    const differing = [...chinese].filter(
      ([key, text]) => places(text).join() !== places(english.get(key)).join(),
    );
    expect(differing).toEqual([]);
  });

  it('are Chinese in Chinese, save what has the same name everywhere', () => {
    const same = [...chinese].filter(([key, text]) => text === english.get(key)).map(([key]) => key);
    expect(same.filter((key) => !/\.names\./.test(key))).toEqual([]);
  });
});
