import type { Json, JsonObject } from '#common';

/** Old and new value of every field that differs: `{title: [null, "Engineer"]}`; undefined where none does. */
export function changedValues(
  before: JsonObject | null,
  after: JsonObject | null,
): Readonly<Record<string, readonly [Json, Json]>> | undefined {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  const pairs = [...names]
    .map((name) => [name, [before?.[name] ?? null, after?.[name] ?? null] as const] as const)
    .filter(([, [old, next]]) => JSON.stringify(old) !== JSON.stringify(next));
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}
