import type { Json, JsonObject } from '#common';
import type { Change } from '#provisioning';
import { appliedAccount, appliedDepartment, appliedRole } from './applied.js';
import { changedValues } from './changed-values.js';

/**
 * Old and new value of every field that a change would write. A department that is not there yet has no number: it is
 * `new`.
 */
export function plannedValues(
  change: Change,
  before: JsonObject | null,
): Readonly<Record<string, readonly [Json, Json]>> | undefined {
  const values = changedValues(before, fieldsAfter(change, before));
  if (!values) return undefined;
  return Object.fromEntries(
    Object.entries(values).map(([name, [old, next]]) => [name, [old, name in places ? named(next) : next]]),
  );
}

const places = { departmentIds: true, parentId: true };

const named = (value: Json): Json => {
  if (Array.isArray(value)) return value.map((id: Json) => named(id));
  return typeof value === 'number' && value < 0 ? 'new' : value;
};

function fieldsAfter(change: Change, before: JsonObject | null): JsonObject | null {
  switch (change.kind) {
    case 'createAccount':
    case 'updateAccount':
      return appliedAccount(change.fields).fields;
    case 'createDepartment':
    case 'updateDepartment':
      return appliedDepartment(change.fields).fields;
    case 'createRole':
      return { ...appliedRole(change.fields).fields, joining: change.people };
    case 'updateRole':
      return {
        ...appliedRole(change.fields).fields,
        ...(change.leaving > 0 ? { leaving: change.leaving } : {}),
      };
    case 'addRoleMembers':
      return { ...before, joining: change.people };
    case 'removeRoleMembers':
      return { ...before, leaving: change.people };
    case 'deleteAccount':
    case 'deleteDepartment':
    case 'deleteRole':
      return null;
    case 'disableAccount':
    case 'enableAccount':
    case 'findAccount':
    case 'findInvited':
    case 'findDepartment':
    case 'readMobile':
    case 'readAdministrators':
    case 'readDepartment':
    case 'readRoleGroup':
    case 'makeRoleGroup':
    case 'findRole':
    case 'readRole':
    case 'adoptAccount':
    case 'adoptDepartment':
      return before;
  }
}
