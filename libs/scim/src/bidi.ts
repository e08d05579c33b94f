/** Bidirectional classes of RFC 5893 section 1.4, as far as its rule tells them apart. */
type BidiClass = 'L' | 'R' | 'EN' | 'AN' | 'NSM' | 'neutral';

/** The blocks whose letters run from right to left: classes R and AL, which the rule treats alike. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** European digits: ASCII's, and the extended Arabic-Indic ones. */
const europeanDigit = /[0-9\u06f0-\u06f9]/;
const arabicDigit = /[\u0660-\u0669\u{10d30}-\u{10d39}]/u;

function classOf(character: string): BidiClass {
  if (/\p{Mn}/u.test(character)) return 'NSM';
  if (europeanDigit.test(character)) return 'EN';
  if (arabicDigit.test(character)) return 'AN';
  // Geresh and gershayim are punctuation, but run like the Hebrew they stand in.
  if (!/[\p{L}\p{N}\p{Mc}\u05f3\u05f4]/u.test(character)) return 'neutral';
  return rightToLeft.test(character) ? 'R' : 'L';
}

/**
 * Whether a text may be shown without its parts changing places: the Bidi Rule of RFC 5893 section 2, which holds
 * for texts that have characters running from right to left.
 */
export function isDirectional(text: string): boolean {
  const classes = Array.from(text, classOf);
  if (!classes.some((of) => of === 'R' || of === 'AN')) return true;
  const last = classes.findLast((of) => of !== 'NSM');
  switch (classes[0]) {
    case 'R':
      return (
        !classes.includes('L') &&
        (last === 'R' || last === 'EN' || last === 'AN') &&
        !(classes.includes('EN') && classes.includes('AN'))
      );
    case 'L':
      return !classes.includes('R') && !classes.includes('AN') && (last === 'L' || last === 'EN');
    default:
      return false;
  }
}
