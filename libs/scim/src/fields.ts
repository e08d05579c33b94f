import type { JsonObject } from '#common';

/**
 * The members of a JSON object by lower-cased name, as names are case insensitive (RFC 7643 section 2.1).
 * A Map, so that names like "__proto__" are names like any other. Of two spellings the last one counts.
 */
export function fieldsOf(object: JsonObject): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(object)) fields.set(name.toLowerCase(), value);
  return fields;
}
