import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { limitSchema, nextSchema } from './page.js';
import { kindSchema, reasonSchema } from './standing.js';

const stateSchema = z.enum(['waiting', 'held', 'blocked']);

const groupSchema = z
  .strictObject({
    state: stateSchema,
    reason: reasonSchema.nullable(),
    people: z.int(),
    departments: z.int(),
    /** The longest of them. */
    since: instant,
  })
  .readonly()
  .meta({ id: 'AttentionGroup' });

const rowSchema = z
  .strictObject({
    linkId: z.guid(),
    /** null: SCIM has deleted it, and DingTalk shows it still. */
    resourceId: z.guid().nullable(),
    kind: kindSchema,
    name: z.string().nullable(),
    state: stateSchema,
    /** Its text and its mend are in `reasonTexts`. */
    reason: reasonSchema.nullable(),
    /** DingTalk's own code, where it refused. */
    detailCode: z.string().nullable(),
    externalId: z.string().nullable(),
    since: instant,
    /** Who has the value that is waited for. */
    holderId: z.guid().nullable(),
    holderName: z.string().nullable(),
  })
  .readonly()
  .meta({ id: 'AttentionRow' });

const whichSchema = z.object({ state: stateSchema.optional(), reason: reasonSchema.optional() });

export const attention = {
  read: {
    method: 'GET',
    path: '/connections/{id}/attention',
    summary: 'What waits, is held or is blocked, by its reason',
    role: 'viewer',
    answers: { 200: z.strictObject({ groups: z.array(groupSchema).readonly() }) },
  },
  list: {
    method: 'GET',
    path: '/connections/{id}/attention/rows',
    summary: 'Everybody and everything that waits, is held or is blocked',
    role: 'viewer',
    query: whichSchema.extend({
      /** What an earlier page gave as `next`. */
      page: z.guid().optional(),
      limit: limitSchema,
    }),
    answers: { 200: z.strictObject({ rows: z.array(rowSchema).readonly(), next: nextSchema }) },
  },
  csv: {
    method: 'GET',
    path: '/connections/{id}/attention.csv',
    summary: 'The same as a table with the mend beside it, as text/csv',
    role: 'viewer',
    query: whichSchema.extend({ language: z.enum(['en', 'zh']).default('en') }),
    answers: { 200: z.string() },
  },
  retry: {
    method: 'POST',
    path: '/connections/{id}/attention/retry',
    summary: 'Has those that wait or are blocked looked at again now, all or some',
    role: 'administrator',
    request: z.strictObject({
      state: z.enum(['waiting', 'blocked']).optional(),
      reason: reasonSchema.optional(),
      /** By their `linkId`. */
      links: z.array(z.guid()).min(1).max(1000).optional(),
    }),
    answers: { 200: z.strictObject({ retried: z.int() }) },
  },
} as const satisfies Noun;
