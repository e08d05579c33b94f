import { parse } from 'lossless-json';
import { Parameters } from '../parameters.js';
import { Refusal, require } from '../refusal.js';
import type { Variants } from '../variants.js';
import type { Incoming } from './call.js';

/** Step 9: JSON or a form, or the query of a GET. @throws Refusal 47001 for neither, 400002 for JSON that is no object */
export function readBody({ method, query, text }: Incoming, variants: Variants): Parameters {
  if (method === 'GET') return new Parameters(withoutToken(query), variants);
  if (text.trim() === '') return new Parameters({}, variants);
  require(!variants.refuseUnicodeEscapes || !/\\u[0-9a-f]{4}/i.test(text), '40033');
  const value = readJson(text);
  if (value === undefined) {
    require(text.includes('='), '47001');
    return new Parameters(withoutToken(formOf(text)), variants);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('400002');
  return new Parameters(value as Readonly<Record<string, unknown>>, variants);
}

/** What a form says; nothing where the text is none. */
export function formOf(text: string): Readonly<Record<string, string>> {
  if (!text.includes('=') || /^\s*[{[]/.test(text)) return {};
  return Object.fromEntries(new URLSearchParams(text));
}

/** The token may be in the form; the log must not get to see it. */
const withoutToken = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'access_token'));

/** Integers too large for a double become bigint; undefined where it is no JSON. */
function readJson(text: string): unknown {
  try {
    return parse(text, undefined, (digits) => {
      const number = Number(digits);
      return Number.isSafeInteger(number) || !/^-?\d+$/.test(digits) ? number : BigInt(digits);
    });
  } catch {
    return undefined;
  }
}
