import { isLosslessNumber, parse } from 'lossless-json';

/** DingTalk's answers are five levels deep; a parser that calls itself must not be sent down without end. */
const maxDepth = 64;

/**
 * The JSON object in `text`, undefined where there is none. Integers beyond 2^53 occur (orders of members,
 * fact sheet 9): they become bigint, never a rounded number.
 */
export function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  // A page must not be tried (fact sheet 15.M9).
  if (!text.startsWith('{') || isDeep(text)) return undefined;
  try {
    const value = parse(text, undefined, (digits) => {
      const number = Number(digits);
      return Number.isSafeInteger(number) || !/^-?\d+$/.test(digits) ? number : BigInt(digits);
    });
    return typeof value === 'object' && value !== null && !isLosslessNumber(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Counts brackets outside of strings, without building anything. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}
