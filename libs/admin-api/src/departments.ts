import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { reasonSchema, standingSchema } from './standing.js';

/** A department in the tree. */
const departmentSchema = z
  .strictObject({
    linkId: z.guid(),
    /** null: it stands for a path, or SCIM has deleted its Group. */
    resourceId: z.guid().nullable(),
    externalId: z.string().nullable(),
    name: z.string().nullable(),
    state: standingSchema,
    reason: reasonSchema.nullable(),
    /** Right below it. */
    departments: z.int(),
    /** Whom DingTalk shows in it. */
    people: z.int(),
  })
  .readonly()
  .meta({ id: 'Department' });

export const departments = {
  list: {
    method: 'GET',
    path: '/connections/{id}/departments',
    summary: 'Departments right below another one, or at the top, by name',
    role: 'viewer',
    query: z.object({
      /** The `linkId` of the department above. */
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
