import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { laterSchema } from './later.js';
import { seenDirectory } from './seen-directory.js';
import { kindSchema } from './standing.js';

const foundSchema = z.enum(['changed', 'missing', 'unseen', 'takenOver', 'unclaimed', 'contested']);

/** How much of DingTalk was seen, or why not all of it. */
const seenSchema = z
  .strictObject({
    /** `visibilityLost`: so much is seen no more that the app's contact scope was cut; nothing counts as gone. */
    kind: z.enum(['read', 'visibilityLost', 'unknown']),
    ...seenDirectory,
    /** Roles of ours that were looked at; absent: there are none. */
    roles: z.int().exactOptional(),
    /** How many people and departments were there when last written, and how many of them no list has shown. */
    known: z.int().exactOptional(),
    unmet: z.int().exactOptional(),
  })
  .readonly();

const readingSchema = z
  .strictObject({
    id: z.guid(),
    kind: z.enum(['drift', 'rebuild']),
    /** `admin:<name>` */
    requestedBy: z.string(),
    startedAt: instant,
    finishedAt: instant,
    seen: seenSchema,
    /** The run that mends what was found; null: none does. */
    runId: z.guid().nullable(),
    found: z.partialRecord(foundSchema, z.int()).readonly(),
  })
  .readonly()
  .meta({ id: 'Reading' });

const findingSchema = z
  .strictObject({
    kind: foundSchema,
    linkKind: kindSchema,
    /** null: no Link, or no Resource, has it. */
    resourceId: z.guid().nullable(),
    displayName: z.string().nullable(),
    /** A userid, or the number of a department or role. */
    externalId: z.string(),
    /** What differs, by DingTalk's name of the field. */
    fields: z.array(z.string()).readonly(),
    /** What was written and what is there, by field, masked; null: nothing differs. */
    values: z
      .record(z.string(), z.tuple([z.unknown(), z.unknown()]).readonly())
      .readonly()
      .nullable(),
  })
  .readonly()
  .meta({ id: 'ReadingFinding' });

const findingsRow = {
  role: 'viewer',
  query: z.object({
    kind: foundSchema.optional(),
    after: z.coerce.number<number>().int().min(0).default(0),
    limit: z.coerce.number<number>().int().min(1).max(1000).default(100),
  }),
  answers: {
    200: z.strictObject({
      findings: z.array(findingSchema).readonly(),
      /** Where the next page begins; null: there is none. */
      next: z.int().nullable(),
    }),
  },
} as const;

export const drift = {
  look: {
    method: 'POST',
    path: '/connections/{id}/drift',
    summary:
      'Reads DingTalk and holds it against what was last written there; `repair` plans a run that mends what differs',
    role: 'administrator',
    request: z.strictObject({ repair: z.boolean().default(false) }).prefault({}),
    answers: { 200: readingSchema, 202: laterSchema },
  },
  read: {
    method: 'GET',
    path: '/connections/{id}/drift',
    summary: 'The newest look for drift: how much it has found of each kind',
    role: 'viewer',
    answers: { 200: readingSchema },
  },
  findings: {
    method: 'GET',
    path: '/connections/{id}/drift/findings',
    summary: 'A page of what the newest look for drift has found',
    ...findingsRow,
  },
} as const satisfies Noun;

export const rebuild = {
  begin: {
    method: 'POST',
    path: '/connections/{id}/rebuild',
    summary:
      'Finds again in DingTalk, by the stamp it bears, what a lost store had made; what follows is a held run',
    role: 'administrator',
    answers: { 200: readingSchema, 202: laterSchema },
  },
  read: {
    method: 'GET',
    path: '/connections/{id}/rebuild',
    summary: 'The newest rebuild: how much it has found of each kind',
    role: 'viewer',
    answers: { 200: readingSchema },
  },
  findings: {
    method: 'GET',
    path: '/connections/{id}/rebuild/findings',
    summary: 'A page of what the newest rebuild has found',
    ...findingsRow,
  },
} as const satisfies Noun;
