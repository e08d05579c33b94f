import { z } from 'zod';
import { adoptionSchema } from './adoption/adoption-settings.js';
import { groupsSchema } from './group-settings.js';
import { leaveCauses, leaversSchema } from './leaver-settings.js';
import { mappingSchema } from './mapping/mapping.js';
import { titleSourceSchema } from './mapping/title-source.js';
import { mirrorSchema } from './mirror/mirror-settings.js';
import { policySchema } from './policy/policy-settings.js';
import { scopeSchema } from './scope-settings.js';
import { departmentSourceSchema } from './tree/source.js';

/** What an administrator sets on a connection; every member has a default, so `{}` is a whole value. */
export const settingsSchema = z
  .strictObject({
    /** DingTalk department below which the bridge builds its tree; 1 is the root of the company. */
    rootDepartmentId: z.number().int().min(1).default(1),
    /** What makes the department tree. */
    departments: departmentSourceSchema.default({ kind: 'groups' }),
    /** What SCIM's Groups are in DingTalk. */
    groups: groupsSchema.prefault({}),
    /** Where people without a department go. Without one they wait, then `withoutDepartment` decides. */
    defaultDepartmentId: z.number().int().min(1).optional(),
    /** How long a person may be without a department before that is a fault, in seconds. */
    settleSeconds: z.number().int().min(0).max(604_800).default(3600),
    /** What comes after the settle time: the person is told as blocked, or goes to the holding department. */
    withoutDepartment: z.enum(['blocked', 'holding']).default('blocked'),
    /** A department for people who are in no other: leavers who are kept, people without department. */
    holdingDepartmentId: z.number().int().min(1).optional(),
    leavers: leaversSchema.prefault({}),
    scope: scopeSchema.prefault({}),
    /** Country whose mobiles DingTalk takes without prefix: the one the organisation is registered in. */
    region: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('CN'),
    /**
     * Calls a second that DingTalk allows the app on one API (fact sheet 6.1, 0.4 C2): 20 in the standard edition, 40 in
     * the professional one, 60 with the pack. The bridge keeps a little below.
     */
    callsPerSecond: z.number().min(0.1).max(1000).default(20),
    /**
     * Who tells that somebody who was invited has joined, beside looks ever further apart: a Stream of the app's events,
     * open for as long as somebody is invited. DingTalk gives an event to one of an app's Streams alone (fact sheet 7.3),
     * so that it would be missed by whoever else listens as this app.
     */
    invitationEvents: z.enum(['stream', 'none']).default('none'),
    /** Which SCIM attribute becomes which DingTalk field; what it leaves out is as for Entra ID and Okta. */
    mapping: mappingSchema.prefault({}),
    /** What people are called in their single departments; left to DingTalk unless told otherwise. */
    departmentTitles: titleSourceSchema.default({ kind: 'none' }),
    /** What was in DingTalk before us and may be proposed to be taken over. */
    adoption: adoptionSchema.prefault({}),
    /** How DingTalk is shown to SCIM, on a connection of that direction. */
    mirror: mirrorSchema.prefault({}),
    /** What may happen without somebody looking at it first. */
    policy: policySchema.prefault({}),
  })
  .superRefine(({ holdingDepartmentId, withoutDepartment, leavers }, context) => {
    if (holdingDepartmentId !== undefined) return;
    const missing = (...path: string[]) => {
      context.addIssue({ code: 'custom', path, message: 'needs holdingDepartmentId' });
    };
    if (withoutDepartment === 'holding') missing('withoutDepartment');
    for (const cause of leaveCauses) {
      if (leavers[cause].action === 'holding') missing('leavers', cause, 'action');
    }
  });

export type Settings = Readonly<z.infer<typeof settingsSchema>>;
