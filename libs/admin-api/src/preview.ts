import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { settingsSchema } from './settings.js';
import { presenceSchema } from './standing.js';

/** What one DingTalk field would be, and where from. */
const fieldSchema = z
  .strictObject({
    /** DingTalk's name of it; `extension.<name>` for a custom field. */
    field: z.string(),
    /** Absent: empty. */
    value: z.union([z.string(), z.boolean(), z.number()]).exactOptional(),
    /** The attribute it came from. Absent where it came from none. */
    source: z.string().exactOptional(),
    /** Why it stays as DingTalk has it although SCIM may say otherwise. */
    kept: z.string().exactOptional(),
    fault: z.string().exactOptional(),
  })
  .readonly();

export const preview = {
  ofPerson: {
    method: 'POST',
    path: '/connections/{id}/preview',
    summary: 'What each DingTalk field of a person would be, by these settings or by the saved ones',
    // It answers with values that are masked elsewhere.
    role: 'administrator',
    request: z.strictObject({
      /** Resource id or userName. */
      person: z.string().trim().min(1).max(500),
      /** To be tried out; the connection's own when absent. */
      settings: settingsSchema.optional(),
    }),
    answers: {
      200: z.strictObject({
        resourceId: z.guid(),
        presence: presenceSchema,
        fields: z.array(fieldSchema).readonly(),
      }),
    },
  },
  ofDraft: {
    method: 'POST',
    path: '/preview',
    summary: 'What each DingTalk field would be of a person whom no connection has yet',
    role: 'administrator',
    request: z.strictObject({
      /** A User as the SCIM side sends it (RFC 7643 4.1). */
      user: z.record(z.string(), z.unknown()),
      settings: settingsSchema,
    }),
    answers: { 200: z.strictObject({ fields: z.array(fieldSchema).readonly() }) },
  },
} as const satisfies Noun;
