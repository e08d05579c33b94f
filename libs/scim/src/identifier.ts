/** Exceptions of RFC 5892 section 2.6 that are valid, though their class is not. */
const valid = /[\u00df\u03c2\u06fd\u06fe\u0f0b\u3007]/;

/** Exceptions of RFC 5892 section 2.6 and of its appendix that are not valid, though their class is. */
const invalid = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]/;

/** Conjoining Hangul letters: a syllable has one letter of its own (RFC 8264 section 9.9, "OldHangulJamo"). */
const conjoining = /[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7c6\ud7cb-\ud7fb]/;

const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/** Signs that silence a vowel: a joiner behind one is part of the spelling. */
const virama =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\u2d7f\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed]/;
const hebrew = /\p{Script=Hebrew}/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/**
 * Whether a text is of PRECIS's IdentifierClass (RFC 8264 section 4.2, obsoleting RFC 7564): letters and digits of
 * any script, and what ASCII prints save the space. No other symbols, punctuation or spaces, nothing invisible, and
 * nothing that is another way to write something else.
 */
export function isIdentifier(text: string): boolean {
  const characters = Array.from(text);
  return characters.length > 0 && characters.every((one, at) => isAllowed(one, at, characters));
}

function isAllowed(one: string, at: number, all: readonly string[]): boolean {
  const inContext = contextRule(one, at, all);
  if (inContext !== undefined) return inContext;
  if (valid.test(one) || /[\x21-\x7e]/.test(one)) return true;
  if (invalid.test(one) || conjoining.test(one) || ignorable.test(one)) return false;
  return one.normalize('NFKC') === one && /[\p{Ll}\p{Lu}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]/u.test(one);
}

/** The rules of RFC 5892 appendix A for characters that are right in some places only; undefined for all others. */
function contextRule(one: string, at: number, all: readonly string[]): boolean | undefined {
  const [before = '', after = ''] = [all[at - 1], all[at + 1]];
  switch (one) {
    case '\u200c':
      // Between letters that join, which this process does not know of each other: Arabic ones mostly do.
      return virama.test(before) || (isArabicLetter(before) && isArabicLetter(after));
    case '\u200d':
      return virama.test(before);
    case '\u00b7':
      return before === 'l' && after === 'l';
    case '\u0375':
      return /\p{Script=Greek}/u.test(after);
    case '\u05f3':
    case '\u05f4':
      return hebrew.test(before);
    case '\u30fb':
      return all.some((other) => kana.test(other));
    default:
      // Two kinds of Arabic digits look alike, and do not mix.
      if (/[\u0660-\u0669]/.test(one)) return !all.some((other) => /[\u06f0-\u06f9]/.test(other));
      if (/[\u06f0-\u06f9]/.test(one)) return !all.some((other) => /[\u0660-\u0669]/.test(other));
      return undefined;
  }
}

const isArabicLetter = (one: string): boolean =>
  /[\p{Script=Arabic}\p{Script=Syriac}]/u.test(one) && /\p{L}/u.test(one);
