/**
 * The order of two texts by code point, which is also the order of their UTF-8 bytes; `<` on strings goes by
 * UTF-16 unit and puts emoji before some letters. Negative, zero or positive.
 */
export function compareCodePoints(a: string, b: string): number {
  let at = 0;
  // Behind the end of a text its unit is NaN, which equals nothing.
  while (a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === a.length || at === b.length) return a.length - b.length;
  const left = a.charCodeAt(at);
  const right = b.charCodeAt(at);
  // Surrogates stand for code points above all others.
  return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
