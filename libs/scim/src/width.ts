/**
 * Halfwidth Hangul letters, as runs of [first, last, what first maps to]. Unicode's own normalization goes
 * on from these to conjoining letters, which the width mapping rule must not.
 */
const halfwidthHangul: readonly (readonly [number, number, number])[] = [
  [0xffa0, 0xffa0, 0x3164],
  [0xffa1, 0xffbe, 0x3131],
  [0xffc2, 0xffc7, 0x314f],
  [0xffca, 0xffcf, 0x3155],
  [0xffd2, 0xffd7, 0x315b],
  [0xffda, 0xffdc, 0x3161],
];

const fullwidthMacron = '\uffe3';

/** Maps fullwidth and halfwidth characters to their decomposition (RFC 7613 section 3.2.2, step 1). */
export function mapWidth(text: string): string {
  return text.replace(/[\u3000\uff01-\uffee]/g, mapCharacter);
}

function mapCharacter(character: string): string {
  if (character === fullwidthMacron) return '\u00af';
  const code = character.charCodeAt(0);
  const run = halfwidthHangul.find(([first, last]) => code >= first && code <= last);
  if (run !== undefined) return String.fromCharCode(run[2] + code - run[0]);
  return character.normalize('NFKC');
}
