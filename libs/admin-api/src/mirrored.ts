import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { limitSchema, nextSchema, pageSchema } from './page.js';
import { departmentsSchema, groupsSchema } from './places.js';

/** What a list tells of somebody who is mirrored. */
const personRowSchema = z.strictObject({
  /** Of the User. */
  id: z.guid(),
  userId: z.string(),
  name: z.string().nullable(),
  userName: z.string().nullable(),
  /** As SCIM shows it. */
  active: z.boolean().nullable(),
  /** When DingTalk was read that showed it so; looks that found nothing new do not count. */
  observedAt: instant,
  /** Since when DingTalk has it no more; null: it is there. */
  leftAt: instant.nullable(),
});

const personSchema = personRowSchema
  .extend({
    /** The SCIM side. A viewer sees personal values masked, here and in the fields. */
    scim: z.record(z.string(), z.unknown()).readonly(),
    /** Counts its changes; its entity tag. */
    generation: z.int(),
    createdAt: instant,
    modifiedAt: instant,
    groups: groupsSchema,
    /** What DingTalk has; what is hidden from the app is as it was last seen. */
    fields: z
      .array(
        z
          .strictObject({
            /** DingTalk's name of it; `extension.<name>` for a custom field. */
            field: z.string(),
            value: z.union([z.string(), z.boolean(), z.number()]),
          })
          .readonly(),
      )
      .readonly(),
    /** Whether DingTalk was activated. */
    activated: z.boolean(),
    departments: departmentsSchema,
  })
  .readonly()
  .meta({ id: 'MirroredPerson' });

export const mirroredPeople = {
  list: {
    method: 'GET',
    path: '/connections/{id}/mirror/people',
    summary: 'Who is mirrored, the newest first, searched and filtered',
    role: 'viewer',
    query: z.object({
      /** In names, userName and phone numbers, whatever its case. */
      text: z.string().trim().max(200).optional(),
      /** The `id` of a Group, department or role: who is in it. */
      group: z.guid().optional(),
      /** Whether only who has left and stays for a while is told, or only who is there. */
      left: z.stringbool().optional(),
      page: pageSchema.optional(),
      limit: limitSchema,
    }),
    answers: {
      200: z.strictObject({
        rows: z.array(personRowSchema.readonly().meta({ id: 'MirroredPersonRow' })).readonly(),
        next: nextSchema,
        /** Of all there are, whatever is looked for. */
        total: z.int(),
      }),
    },
  },
  read: {
    method: 'GET',
    path: '/connections/{id}/mirror/people/{person}',
    summary: 'Somebody who is mirrored: what DingTalk has, what SCIM shows',
    role: 'viewer',
    answers: { 200: personSchema },
  },
} as const satisfies Noun;

/** A department that is mirrored, in the tree. */
const departmentSchema = z
  .strictObject({
    /** Of the Group. */
    id: z.guid(),
    /** DingTalk's dept_id, in decimal digits. */
    deptId: z.string(),
    name: z.string().nullable(),
    /** Right below it. */
    departments: z.int(),
    /** Who lies in it. */
    people: z.int(),
    /** When DingTalk was read that showed it so; looks that found nothing new do not count. */
    observedAt: instant,
  })
  .readonly()
  .meta({ id: 'MirroredDepartment' });

export const mirroredDepartments = {
  list: {
    method: 'GET',
    path: '/connections/{id}/mirror/departments',
    summary: 'Departments that are mirrored, right below another one, or at the top, by name',
    role: 'viewer',
    query: z.object({
      /** The `id` of the department above. */
      parent: z.guid().optional(),
    }),
    answers: {
      200: z.strictObject({
        rows: z.array(departmentSchema).readonly(),
        /** Whether there are more than are told. */
        more: z.boolean(),
      }),
    },
  },
} as const satisfies Noun;
