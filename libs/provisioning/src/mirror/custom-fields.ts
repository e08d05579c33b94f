import { isJsonObject } from '#common';
import type { JsonObject } from '#common';

/** The value of one custom field of an account. */
export interface CustomField extends JsonObject {
  /** Its name. */
  readonly type: string;
  readonly value: string;
}

/**
 * Custom fields, in the order of their names; what is no JSON object of texts is none.
 *
 * @param text as DingTalk gives it
 */
export function customFields(text: string | undefined): readonly CustomField[] {
  if (text === undefined) return [];
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return [];
  }
  if (!isJsonObject(read)) return [];
  const fields = Object.entries(read).flatMap(([type, value]) =>
    (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
      ? [{ type, value: String(value) }]
      : [],
  );
  return fields.sort((a, b) => (a.type < b.type ? -1 : 1));
}
