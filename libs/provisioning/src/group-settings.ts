import { z } from 'zod';
import type { JsonObject } from '#common';
import { matches, parseFilter } from '#scim';
import { filterSchema } from './filter-schema.js';

/** What a Group can be in DingTalk. */
const groupUses = ['departments', 'roles', 'ignored'] as const;
export type GroupUse = (typeof groupUses)[number];

/** The role group that is DingTalk's own: nothing can be made there (fact sheet 4). */
const systemRoleGroup = '默认';

/** What SCIM's Groups are in DingTalk: where several filters match a Group, the first in this order decides. */
export const groupsSchema = z.strictObject({
  /** Groups that have no part in DingTalk. */
  ignored: filterSchema('Group').optional(),
  /** Groups that are roles; their people are its members. */
  roles: filterSchema('Group').optional(),
  /** Groups that are departments, as far as `departments` of the settings makes any of Groups. */
  departments: filterSchema('Group').optional(),
  /** What all other Groups are. */
  as: z.enum(groupUses).default('departments'),
  /** The role group that roles are made in, made where there is none. Roles that are there stay where they are. */
  roleGroup: z
    .string()
    .trim()
    .min(1)
    .max(50)
    .refine((name) => name !== systemRoleGroup, "is DingTalk's own")
    .default('SCIM'),
});

export type GroupSettings = Readonly<z.infer<typeof groupsSchema>>;

/** Whether there may be a Group that is a role. */
export const mayBeRoles = ({ as, roles }: GroupSettings): boolean => as === 'roles' || roles !== undefined;

/** What a Group is. */
export function groupUse(settings: GroupSettings, group: JsonObject): GroupUse {
  const decides = (['ignored', 'roles', 'departments'] as const).find((use) => {
    const filter = settings[use];
    return filter !== undefined && matches(parseFilter(filter, 'Group'), group);
  });
  return decides ?? settings.as;
}
