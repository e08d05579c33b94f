import { describe, expect, it } from '@jest/globals';
import { userNameKey } from './comparison-key.js';
import { enforceUserName } from './user-name.js';

describe('a userName', () => {
  it.each([
    { reason: 'an address', userName: 'BJensen@Example.com' },
    { reason: 'what ASCII prints', userName: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~' },
    { reason: 'single spaces', userName: 'Barbara J Jensen' },
    { reason: 'an ideographic space, which is one', userName: '张\u3000伟' },
    { reason: 'Chinese', userName: '张伟@example.cn' },
    { reason: 'fullwidth letters', userName: 'Ｂｊｅｎｓｅｎ' },
    { reason: 'letters with marks', userName: 'Jörg.Müller' },
    { reason: 'a sharp s and a final sigma', userName: 'straße.οδός' },
    { reason: 'Arabic with its digits', userName: 'علي١٢' },
    { reason: 'Hebrew with ASCII digits', userName: 'משה12' },
    { reason: 'Hebrew with a mark at the end', userName: 'שָׁ' },
    { reason: 'two directions, a space between', userName: 'משה moshe' },
    { reason: 'a joiner behind a virama', userName: 'क्\u200dष' },
    { reason: 'a non-joiner between Arabic letters', userName: 'می\u200cخواهم' },
    { reason: 'a middle dot between two l', userName: 'col·lega' },
    { reason: 'a Greek numeral sign before Greek', userName: '\u0375α' },
    { reason: 'a geresh behind Hebrew', userName: 'צ\u05f3' },
    { reason: 'a Katakana dot among Katakana', userName: 'ジョン・スミス' },
  ])('may be $reason', ({ userName }) => {
    expect(enforceUserName(userName)).toBe(userNameKey(userName));
  });

  it.each([
    { reason: 'a space at its beginning', userName: ' ada' },
    { reason: 'a space at its end', userName: 'ada ' },
    { reason: 'two spaces', userName: 'ada  lovelace' },
    { reason: 'nothing but a space', userName: ' ' },
    { reason: 'a no-break space', userName: 'ada\u00a0l' },
    { reason: 'a control character', userName: 'ada\u0007' },
    { reason: 'a line break', userName: 'ada\nl' },
    { reason: 'something invisible', userName: 'a\u00adda' },
    { reason: 'a zero-width space', userName: 'a\u200bda' },
    { reason: 'a symbol', userName: 'ada♥' },
    { reason: 'an emoji', userName: 'ada😀' },
    { reason: 'punctuation beyond ASCII', userName: 'ada…' },
    { reason: 'a ligature', userName: 'ﬁn' },
    { reason: 'a superscript', userName: 'a²' },
    { reason: 'a Roman numeral sign', userName: 'henryⅧ' },
    { reason: 'a code point that is none yet', userName: 'a\u0378' },
    { reason: 'a noncharacter', userName: 'a\ufdd0' },
    { reason: 'a private one', userName: 'a\ue000' },
    { reason: 'a conjoining Hangul letter by itself', userName: '\u1100' },
    { reason: 'a stretching stroke', userName: 'عـلي' },
    { reason: 'a joiner behind anything', userName: 'a\u200db' },
    { reason: 'a non-joiner behind anything', userName: 'a\u200cb' },
    { reason: 'a middle dot elsewhere', userName: 'a·b' },
    { reason: 'a Greek numeral sign before Latin', userName: 'α\u0375a' },
    { reason: 'a geresh behind Latin', userName: 'a\u05f3' },
    { reason: 'a Katakana dot among Latin', userName: 'john・smith' },
    { reason: 'two kinds of Arabic digits', userName: 'علي١۲' },
    { reason: 'Hebrew with Latin', userName: 'משהmoshe' },
    { reason: 'Latin with Hebrew', userName: 'mosheמשה' },
    { reason: 'Latin with an Arabic digit', userName: 'ali١' },
    { reason: 'Hebrew behind a digit', userName: '1משה' },
    { reason: 'Hebrew that ends in a hyphen', userName: 'משה-' },
    { reason: 'Arabic digits and others', userName: 'علي١2' },
  ])('is refused for $reason', ({ userName }) => {
    expect(() => enforceUserName(userName)).toThrow(
      expect.objectContaining({
        status: 400,
        scimType: 'invalidValue',
        detail: expect.stringMatching(/^userName /) as unknown,
      }),
    );
  });
});
