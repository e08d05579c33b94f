import { isJsonObject } from '#common';
import type { Json, JsonObject } from '#common';
import { assemble, assignedValues, demandRequired } from '../body.js';
import type { AssignedValues, ScimBody } from '../body.js';
import { mutability } from '../error.js';
import type { ResourceType } from '../resource-type.js';
import { withSubValue } from './element.js';
import { changedList } from './list.js';
import { MemberChanges } from './member-change.js';
import type { MemberChange } from './member-change.js';
import type { AttributeOperation, PatchRequest } from './operation.js';

/**
 * Carries a PATCH out on a resource (RFC 7644 section 3.5.2): all of it or, by throwing, nothing; `body` is
 * never changed. A PATCH that changes nothing returns an equal body. Throws 400 noTarget where a replaced
 * value is not there, invalidValue for two primary values, mutability where a required attribute is removed.
 */
export function applyPatch(
  type: ResourceType,
  body: ScimBody,
  request: PatchRequest,
): { readonly body: ScimBody; readonly members: MemberChange } {
  const assigned = assignedValues(type, body);
  const members = new MemberChanges();
  for (const operation of request.operations) {
    switch (operation.kind) {
      case 'add':
      case 'replace':
      case 'remove':
        applyToAttribute(operation, assigned);
        break;
      case 'addMembers':
      case 'replaceMembers':
      case 'removeMembers':
      case 'removeMembersWhere':
        members.append(operation);
        break;
    }
  }
  // RFC 7644 section 3.5.2.2: "mutability", where a creation without the attribute is "invalidValue".
  demandRequired(type, assigned, mutability);
  return { body: assemble(type, assigned), members: members.change() };
}

function applyToAttribute(operation: AttributeOperation, assigned: AssignedValues): void {
  const { attribute } = operation.path;
  const current = assigned.get(attribute);
  const changed = attribute.multiValued
    ? changedList(Array.isArray(current) ? (current as readonly JsonObject[]) : [], operation)
    : changedSingle(current, operation);
  if (changed === null || isEmpty(changed)) assigned.delete(attribute);
  else assigned.set(attribute, changed);
}

function changedSingle(current: Json | undefined, operation: AttributeOperation): Json {
  const { attribute, sub } = operation.path;
  const value = operation.kind === 'remove' ? null : operation.value;
  if (sub === undefined) return value;
  return withSubValue(attribute, isJsonObject(current) ? current : {}, sub, value);
}

function isEmpty(value: NonNullable<Json>): boolean {
  return typeof value === 'object' && Object.keys(value).length === 0;
}
