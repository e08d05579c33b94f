import type { Json } from '#common';
import { instantOf } from '#scim';
import type { FaultKind } from './fault.js';
import type { FieldDefinition, FieldValue } from './field.js';
import { readMobile, readPhone } from './phone.js';
import type { Transform } from './rule.js';

/** What a field takes: the part of its definition that a value is held against. */
export type FieldShape = Pick<FieldDefinition, 'type' | 'limit'>;

/** A value as a field takes it, or why it cannot be one. */
export interface Converted {
  readonly value?: FieldValue;
  readonly fault?: FaultKind;
}

const unreadable: Converted = { fault: 'unreadable' };

/** Makes of a source's value what the field takes. `region`: whose phone numbers need no country prefix. */
export function convert(
  { type, limit }: FieldShape,
  transform: Transform,
  raw: string | number | boolean,
  region: string,
): Converted {
  switch (type) {
    case 'boolean':
      return flagOf(raw);
    case 'date':
      return dateOf(raw);
    case 'mobile': {
      const mobile = readMobile(String(raw), region);
      return mobile ? { value: mobile.e164 } : unreadable;
    }
    case 'user':
      return { value: String(raw) };
    case 'email':
    case 'text': {
      const text = transformed(String(raw).trim(), transform, region);
      if (text === undefined || (type === 'email' && !/^[^@\s]+@[^@\s]+$/.test(text))) return unreadable;
      return limit === undefined ? { value: text } : within(text, limit);
    }
  }
}

/** The value if it says anything: neither absent nor blank, and no list or object. */
export function filled(value: Json | undefined): string | number | boolean | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function within(text: string, { characters, tooLong }: NonNullable<FieldShape['limit']>): Converted {
  const all = Array.from(text);
  if (all.length <= characters) return { value: text };
  // A blank at the cut would be taken off by DingTalk, and then read back different.
  return tooLong === 'cut' ? { value: all.slice(0, characters).join('').trimEnd() } : { fault: 'tooLong' };
}

function transformed(text: string, transform: Transform, region: string): string | undefined {
  switch (transform) {
    case 'asIs':
      return text;
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'e164':
      return readPhone(text, region)?.e164;
    case 'dingTalkPhone':
      return readPhone(text, region)?.dingTalk;
  }
}

function flagOf(raw: string | number | boolean): Converted {
  const text = String(raw).toLowerCase();
  return text === 'true' || text === 'false' ? { value: text === 'true' } : unreadable;
}

/** A dateTime, or a date alone, which is that day's beginning in UTC; DingTalk takes no instant before 1970. */
function dateOf(raw: string | number | boolean): Converted {
  if (typeof raw !== 'string') return unreadable;
  const instant = instantOf(/^\d{4}-\d\d-\d\d$/.test(raw) ? `${raw}T00:00:00Z` : raw);
  const ms = instant === undefined ? 0 : Number(instant / 1_000_000n);
  return ms >= 1 ? { value: ms } : unreadable;
}
