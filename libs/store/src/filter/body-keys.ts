import { createHash } from 'node:crypto';
import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { caseIgnoreKey } from '#scim';

/**
 * Texts of a body whose comparison key is not their ASCII lower-case, each with its key; null without any.
 *
 * A filter compares most texts by `caseIgnoreKey`: lower-case and NFC by the Unicode version of this process.
 * SQL cannot repeat that. The collations "und-x-icu", pg_c_utf8 and pg_unicode_fast each disagree with it,
 * and from server to server with each other: in cased scripts younger than the server's ICU, in the final
 * sigma, in what "İ" becomes. So SQL folds ASCII, where all agree, and looks the rest up here: a few names
 * with a capital "É" are all that most rows hold.
 */
export function comparisonKeys(body: JsonObject): Readonly<Record<string, string>> | null {
  const keys = new Map<string, string>();
  collect(body, keys);
  return keys.size === 0 ? null : Object.fromEntries(keys);
}

function collect(value: Json, keys: Map<string, string>): void {
  if (typeof value === 'string') {
    // In ASCII there is nothing to look up, and nothing to spend time on.
    if (/^[\0-\x7f]*$/.test(value)) return;
    const key = caseIgnoreKey(value);
    if (key !== asciiLowerCase(value)) keys.set(value, key);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value) as readonly Json[]) collect(part, keys);
  }
}

const asciiLowerCase = (text: string): string => text.replace(/[A-Z]+/g, (run) => run.toLowerCase());

/** What an address is looked up by. One longer than any that mail is sent to has a digest: an index holds no more. */
export function emailKey(address: string): string {
  const key = caseIgnoreKey(address);
  return key.length <= 320 ? key : createHash('sha256').update(key).digest('hex');
}

/** The keys of a User's e-mail addresses, each once; null without any, so that the index leaves the row out. */
export function emailKeys(body: JsonObject): readonly string[] | null {
  const { emails } = body;
  if (!Array.isArray(emails)) return null;
  const keys = (emails as readonly Json[]).flatMap((email) =>
    isJsonObject(email) && typeof email.value === 'string' ? [emailKey(email.value)] : [],
  );
  return keys.length === 0 ? null : [...new Set(keys)];
}
