import { isJsonObject } from '#common';
import type { Json } from '#common';
import { isStored } from './attribute.js';
import type { AttributePath } from './attribute-path.js';
import type { ScimBody } from './body.js';
import { invalidPath } from './error.js';
import { matches, valuesAt } from './filter/evaluate.js';
import type { Filter } from './filter/filter.js';
import { parsePatchPath } from './patch/path.js';
import type { ResourceType } from './resource-type.js';

/** Where simple values of a stored body come from: an attribute, and of which of its elements. */
export interface ValueSource {
  readonly path: AttributePath;
  /** Only the elements that match it. */
  readonly filter?: Filter;
}

/**
 * Parses a path that names simple values of a stored body: `title`, `name.givenName`,
 * `phoneNumbers[type eq "mobile"].value`, `urn:...:employeeNumber` (RFC 7644 section 3.10 and Figure 7).
 *
 * @throws ScimError 400 invalidPath, invalidFilter, mutability: what is malformed, unknown, not stored or complex
 */
export function parseValueSource(text: string, type: ResourceType): ValueSource {
  const target = parsePatchPath(text, type, 'The path');
  if (target.kind !== 'attribute') throw invalidPath(`The path names no attribute of a ${type}.`);
  const { path, filter } = target;
  const named = path.sub ?? path.attribute;
  if (!isStored(path.attribute) || !isStored(named)) throw invalidPath('The path names what is not stored.');
  if (named.type === 'complex') {
    throw invalidPath(`The path names ${named.name}, which has sub-attributes; name one of them.`);
  }
  return filter === undefined ? { path } : { path, filter };
}

/** The assigned values that a source names in a body, in the body's order. Total: a body of any shape has some or none. */
export function valuesOf({ path, filter }: ValueSource, body: ScimBody): readonly Json[] {
  if (filter === undefined) return valuesAt(path, body);
  const { schema, attribute, sub } = path;
  const elements = valuesAt({ schema, attribute }, body).filter(isJsonObject);
  const chosen = elements.filter((element) => matches(filter, element));
  return sub === undefined
    ? chosen
    : chosen.flatMap((element) => valuesAt({ schema: '', attribute: sub }, element));
}
