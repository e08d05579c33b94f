import { z } from 'zod';
import { activityEventSchema } from './activity-events.js';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { kindSchema } from './standing.js';

/** A call that was made to DingTalk. */
const callSchema = z
  .strictObject({
    api: z.string(),
    /** DingTalk's code; `0` is success. */
    code: z.string(),
    ms: z.number(),
    /** DingTalk's own name for the call, which its support asks for. */
    requestId: z.string().exactOptional(),
  })
  .readonly();

/** One change, as it was written down. */
const entrySchema = z
  .strictObject({
    id: z.int(),
    at: instant,
    /** null: it is about the connection as a whole. */
    linkId: z.guid().nullable(),
    resourceId: z.guid().nullable(),
    /** What it is about; null: the connection as a whole, or something that nobody remembers any more. */
    linkKind: kindSchema.nullable(),
    /** null: it has none any more. */
    displayName: z.string().nullable(),
    /** `token:<id>`, `admin:<name>` or `engine`. */
    askedBy: z.string(),
    event: activityEventSchema,
    fields: z.array(z.string()).readonly(),
    calls: z.array(callSchema).readonly(),
    detailCode: z.string().nullable(),
    tookMs: z.int().nullable(),
    /** Old and new value by field, masked; null: none, or expired. */
    values: z
      .record(z.string(), z.tuple([z.unknown(), z.unknown()]).readonly())
      .readonly()
      .nullable(),
  })
  .readonly()
  .meta({ id: 'Activity' });

export const activity = {
  list: {
    method: 'GET',
    path: '/connections/{id}/activity',
    summary: 'What was done, the newest first; personal data is masked',
    role: 'viewer',
    query: z.object({
      /** Only of this Resource. */
      person: z.string().optional(),
      /** Only what is older than this entry. */
      before: z.coerce.number<number>().int().positive().optional(),
      limit: z.coerce.number<number>().int().min(1).max(1000).default(100),
    }),
    answers: { 200: z.array(entrySchema).readonly() },
  },
} as const satisfies Noun;
