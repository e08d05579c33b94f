import { isJsonObject } from '#common';
import type { JsonObject } from '#common';
import { isStored } from './attribute.js';
import type { AttributeDefinition } from './attribute.js';
import { assemble, demandRequired } from './body.js';
import type { AssignedValues, ScimBody } from './body.js';
import { invalidSyntax, invalidValue } from './error.js';
import { fieldsOf } from './fields.js';
import { readFlattened } from './flattened.js';
import { readMembers } from './member.js';
import type { MemberRef } from './member.js';
import { resourceTypes, topAttributes } from './resource-type.js';
import type { ResourceType } from './resource-type.js';
import { membersAttribute } from './schema/group.js';
import { readValue } from './value.js';

/**
 * Reads the body of a User's POST or PUT (RFC 7644 sections 3.3 and 3.5.1). Unknown and readOnly attributes
 * are ignored. Throws 400 invalidSyntax for what is no resource, 400 invalidValue naming the attribute
 * for a missing userName or a value of a wrong type.
 */
export function readUser(body: unknown): { readonly body: ScimBody } {
  return { body: readResource('User', demandResource(body)) };
}

/**
 * Reads the body of a Group's POST or PUT as `readUser` does; its members stand apart from its body, and are
 * absent where the client says nothing of them: that is not the same as saying there are none.
 */
export function readGroup(body: unknown): {
  readonly body: ScimBody;
  readonly members?: readonly MemberRef[];
} {
  const resource = demandResource(body);
  const members = membersIn(resource);
  const group = readResource('Group', resource);
  return members === undefined ? { body: group } : { body: group, members: readMembers(members) };
}

/** The members where a Group has them, or where clients write them who give the core schema an object of its own. */
function membersIn(resource: JsonObject): unknown {
  const fields = fieldsOf(resource);
  const core = resourceTypes.Group.schema.id.toLowerCase();
  const inside = fields.get(core);
  const nested = isJsonObject(inside) ? fieldsOf(inside).get('members') : fields.get(`${core}:members`);
  return fields.has('members') ? fields.get('members') : nested;
}

function demandResource(body: unknown): JsonObject {
  if (!isJsonObject(body)) throw invalidSyntax('The request body must be a JSON object.');
  demandSchemas(fieldsOf(body).get('schemas'));
  return body;
}

/** Clients leave "schemas" out, though RFC 7643 section 3 requires it; what is there must be what it claims. */
export function demandSchemas(schemas: unknown): readonly string[] | undefined {
  if (schemas === undefined || schemas === null) return undefined;
  if (!Array.isArray(schemas) || !schemas.every((schema) => typeof schema === 'string')) {
    throw invalidSyntax('schemas must be an array of strings.');
  }
  return schemas;
}

function readResource(type: ResourceType, resource: JsonObject): ScimBody {
  const assigned: AssignedValues = new Map();
  readPart(topAttributes(type), resource, '', assigned);
  const fields = fieldsOf(resource);
  for (const { id, attributes } of resourceTypes[type].extensions) {
    const part = fields.get(id.toLowerCase());
    if (part === undefined || part === null) continue;
    if (!isJsonObject(part)) throw invalidValue(`${id} must be an object.`);
    readPart(attributes, part, `${id}:`, assigned);
  }
  readFlattened(type, resource, assigned);
  demandRequired(type, assigned, invalidValue);
  return assemble(type, assigned);
}

function readPart(
  definitions: readonly AttributeDefinition[],
  part: JsonObject,
  prefix: string,
  assigned: AssignedValues,
): void {
  const fields = fieldsOf(part);
  for (const definition of definitions) {
    if (!isStored(definition) || definition === membersAttribute) continue;
    const field = fields.get(definition.name.toLowerCase());
    const value = readValue(definition, field, `${prefix}${definition.name}`);
    if (value !== undefined) assigned.set(definition, value);
  }
}
