import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { isStored } from './attribute.js';
import type { AttributeDefinition } from './attribute.js';
import { pathLabel, resolvePath } from './attribute-path.js';
import type { AttributePath } from './attribute-path.js';
import type { AssignedValues } from './body.js';
import { withSubValue } from './patch/element.js';
import { resourceTypes } from './resource-type.js';
import type { ResourceType } from './resource-type.js';
import { membersAttribute } from './schema/group.js';
import { readValue } from './value.js';

/**
 * Reads the members of a resource whose names are paths, as "name.givenName" and "urn:...:User:department", and the
 * core schema's own object. What was assigned before counts. Throws 400 invalidValue.
 */
export function readFlattened(type: ResourceType, resource: JsonObject, assigned: AssignedValues): void {
  for (const [name, value] of Object.entries(resource)) {
    if (!/[.:]/.test(name)) continue;
    const resolution = resolvePath(name, type);
    if (resolution.kind === 'attribute') readAt(resolution.path, value, assigned);
    const { schema } = resourceTypes[type];
    if (resolution.kind !== 'schema' || resolution.schema !== schema || !isJsonObject(value)) continue;
    for (const [key, part] of Object.entries(value)) {
      const inside = resolvePath(key, type);
      if (inside.kind === 'attribute') readAt(inside.path, part, assigned);
    }
  }
}

function readAt(path: AttributePath, value: Json | undefined, assigned: AssignedValues): void {
  const { attribute, sub } = path;
  if (!isStored(attribute) || attribute === membersAttribute) return;
  if (sub === undefined) {
    const read = assigned.has(attribute) ? undefined : readValue(attribute, value, pathLabel(path));
    if (read !== undefined) assigned.set(attribute, read);
  } else if (isStored(sub) && !attribute.multiValued) {
    readSub(attribute, sub, readValue(sub, value, pathLabel(path)), assigned);
  }
}

function readSub(
  attribute: AttributeDefinition,
  sub: AttributeDefinition,
  read: Json | undefined,
  assigned: AssignedValues,
): void {
  const current = assigned.get(attribute);
  const element = isJsonObject(current) ? current : {};
  if (read === undefined || element[sub.name] !== undefined) return;
  assigned.set(attribute, withSubValue(attribute, element, sub, read));
}
