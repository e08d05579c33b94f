import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { isStored } from './attribute.js';
import type { AttributeDefinition } from './attribute.js';
import { canonicalDateTime } from './date-time.js';
import { invalidValue } from './error.js';
import { fieldsOf } from './fields.js';
import { withoutTwins } from './patch/element.js';
import { mendValue } from './quirks.js';

/** More values than this are taken for a mistake; members, which are not part of a body, are not limited. */
const maxValues = 1000;

/** Throws 400 invalidValue where a multi-valued attribute would have too many values to work with. */
export function demandFewValues(values: readonly unknown[], path: string): void {
  if (values.length > maxValues) throw invalidValue(`${path} may have ${maxValues} values at most.`);
}

/**
 * Reads a client's value of an attribute into its canonical form: canonical names in schema order, without
 * what is unassigned (RFC 7643 section 2.5), unknown or not the client's to write. Undefined: unassigned.
 * Throws 400 invalidValue naming `path`, never the value.
 */
export function readValue(definition: AttributeDefinition, value: unknown, path: string): Json | undefined {
  const mended = mendValue(definition, value);
  if (mended === undefined || mended === null) return undefined;
  return definition.multiValued ? readList(definition, mended, path) : readSingle(definition, mended, path);
}

/** Reads one value of a complex attribute, or one element of a multi-valued one. */
export function readComplex(
  definition: AttributeDefinition,
  value: unknown,
  path: string,
): JsonObject | undefined {
  if (!isJsonObject(value)) throw invalidValue(`${path} must be an object.`);
  const fields = fieldsOf(value);
  const read: Record<string, Json> = {};
  for (const sub of definition.subAttributes) {
    if (!isStored(sub)) continue;
    const subValue = readValue(sub, fields.get(sub.name.toLowerCase()), `${path}.${sub.name}`);
    if (subValue !== undefined) read[sub.name] = subValue;
  }
  return Object.keys(read).length > 0 ? read : undefined;
}

function readList(definition: AttributeDefinition, value: unknown, path: string): Json | undefined {
  if (!Array.isArray(value)) throw invalidValue(`${path} must be an array.`);
  demandFewValues(value, path);
  const read: Json[] = [];
  for (const [index, element] of value.entries()) {
    if (element === null) continue;
    const one = readSingle(definition, element, `${path}[${index}]`);
    if (one !== undefined) read.push(one);
  }
  const values = definition.type === 'complex' ? withoutTwins(definition, read as JsonObject[]) : read;
  // RFC 7643 section 2.4: the primary value true must appear no more than once.
  if (values.filter(isPrimary).length > 1) throw invalidValue(`${path} has more than one primary value.`);
  return values.length > 0 ? values : undefined;
}

/** Whether an element of a multi-valued attribute is the preferred one. */
export function isPrimary(element: Json): boolean {
  return isJsonObject(element) && element['primary'] === true;
}

function readSingle(definition: AttributeDefinition, value: unknown, path: string): Json | undefined {
  switch (definition.type) {
    case 'complex':
      return readComplex(definition, value, path);
    case 'boolean':
      if (typeof value !== 'boolean') throw invalidValue(`${path} must be a boolean.`);
      return value;
    case 'integer':
      // A larger one has lost its last digits by the time it is read.
      if (!Number.isSafeInteger(value)) throw invalidValue(`${path} must be an integer below 2^53.`);
      return value as number;
    case 'decimal':
      if (typeof value !== 'number') throw invalidValue(`${path} must be a number.`);
      return value;
    case 'dateTime': {
      const canonical = canonicalDateTime(readText(value, path));
      if (canonical === undefined) throw invalidValue(`${path} must be a dateTime.`);
      return canonical;
    }
    case 'binary': {
      const text = readText(value, path);
      if (!isBase64(text)) throw invalidValue(`${path} must be base64.`);
      return text;
    }
    case 'string':
    case 'reference':
      return readText(value, path);
  }
}

function readText(value: unknown, path: string): string {
  if (typeof value !== 'string') throw invalidValue(`${path} must be a string.`);
  if (!isStorableText(value)) throw invalidValue(`${path} holds a character that cannot be stored.`);
  return value;
}

/** Whether a text is base64, by either alphabet of RFC 4648; lines may be broken and the end not be filled up. */
function isBase64(text: string): boolean {
  const digits = text.replace(/\s+/g, '').replace(/={0,2}$/, '');
  return /^[\w+/-]*$/.test(digits) && digits.length % 4 !== 1;
}

/** Whether a text is Unicode without U+0000: neither a NUL nor half a surrogate pair can be kept or compared. */
export function isStorableText(text: string): boolean {
  return !/[\0\p{Surrogate}]/u.test(text);
}
