import { isJsonObject } from '#common';

/** How data and paths name what an operation of the same request creates (RFC 7644 section 3.7.2). */
const prefix = 'bulkId:';

/** The bulkId that a text names; undefined where it names none. */
export function bulkIdIn(text: string): string | undefined {
  return text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
}

/**
 * The bulkIds that data refers to: the whole of a text, or a filter's operand in a PATCH path. Only those that
 * `isKnown` are meant in free text; where an id is expected, all are.
 */
export function referencesIn(data: unknown, isKnown: (bulkId: string) => boolean): readonly string[] {
  const found = new Set<string>();
  replaceTexts(data, (text, name) => {
    const bulkId = bulkIdIn(text);
    if (bulkId !== undefined && (name === 'value' || isKnown(bulkId))) found.add(bulkId);
    for (const match of text.matchAll(quoted)) found.add(match[1] ?? '');
    return text;
  });
  return [...found];
}

/** A copy of data with every reference that `idOf` knows replaced by the id. */
export function withIds(data: unknown, idOf: (bulkId: string) => string | undefined): unknown {
  return replaceTexts(data, (text) => {
    const bulkId = bulkIdIn(text);
    if (bulkId !== undefined) return idOf(bulkId) ?? text;
    return text.replace(quoted, (whole, named: string) => {
      const id = idOf(named);
      return id === undefined ? whole : `"${id}"`;
    });
  });
}

/** In a filter: members[value eq "bulkId:x"]. */
const quoted = /"bulkId:([^"\\]+)"/g;

function replaceTexts(data: unknown, replace: (text: string, name: string) => string, name = ''): unknown {
  if (typeof data === 'string') return replace(data, name);
  // An element of a list is where its list is.
  if (Array.isArray(data)) return data.map((element: unknown) => replaceTexts(element, replace, name));
  if (!isJsonObject(data)) return data;
  // fromEntries defines its members: a key "__proto__" stays a key.
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      replace(key, ''),
      replaceTexts(value, replace, key.toLowerCase()),
    ]),
  );
}
