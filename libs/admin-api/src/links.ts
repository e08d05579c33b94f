import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { fieldFaultSchema, kindSchema, outcomeSchema, presenceSchema, reasonSchema } from './standing.js';

/** A Link: this Resource is that account or department, and how it stands. */
const linkSchema = z
  .strictObject({
    /** null: SCIM has deleted it. */
    resourceId: z.guid().nullable(),
    kind: kindSchema,
    displayName: z.string().nullable(),
    presence: presenceSchema,
    /** `pending`: it was never looked at. */
    outcome: z.enum([...outcomeSchema.options, 'pending']),
    reason: reasonSchema.nullable(),
    /** DingTalk's own code, where it refused. */
    detailCode: z.string().nullable(),
    faults: z.array(fieldFaultSchema).readonly(),
    /** A userid, or a department's number. */
    externalId: z.string().nullable(),
    onTheWay: z.boolean(),
    dueAt: instant.nullable(),
    appliedAt: instant.nullable(),
  })
  .readonly()
  .meta({ id: 'Link' });

export const links = {
  list: {
    method: 'GET',
    path: '/connections/{id}/links',
    summary: 'Links, the newest first',
    role: 'viewer',
    query: z.object({
      outcome: outcomeSchema.optional(),
      resource: z.string().optional(),
      limit: z.coerce.number<number>().int().min(1).max(1000).default(100),
    }),
    answers: { 200: z.array(linkSchema).readonly() },
  },
  recreate: {
    method: 'POST',
    path: '/connections/{id}/people/{person}/recreate',
    summary: 'Lets the account of a person whose mobile has changed be deleted in DingTalk and made again',
    role: 'administrator',
    answers: { 202: z.strictObject({ ordered: z.guid() }) },
  },
} as const satisfies Noun;
