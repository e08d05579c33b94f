import type { JsonObject } from '#common';
import type { RoleFields } from '../plan/change.js';
import { readAppliedRole } from '../plan/difference.js';
import { fieldDrift } from './drift.js';
import type { FieldDrift } from './drift.js';

/** A role as DingTalk shows it. */
export interface ListedRole {
  readonly name: string;
  /** Of those whom we have made members and who are in DingTalk, who is none any more; userids, ascending. */
  readonly lost: readonly string[];
}

/** A role as a reading found it, held against what was last written there. */
export interface RoleDrift {
  readonly fields: RoleFields;
  /** None: it is as it was left. */
  readonly differing: readonly FieldDrift[];
}

/** Holds a role against what was last written; members whom others have put there are nobody's drift. */
export function roleDrift(applied: JsonObject, { name, lost }: ListedRole): RoleDrift {
  const written = readAppliedRole(applied);
  return {
    fields: { name, roleGroup: written.roleGroup },
    differing: [...fieldDrift('name', written.name, name), ...fieldDrift('userIds', lost, [])],
  };
}
