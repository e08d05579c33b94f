import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { laterSchema } from './later.js';
import { seenDirectory } from './seen-directory.js';
import { kindSchema } from './standing.js';

const keySchema = z.enum(['userid', 'job_number', 'email', 'mobile', 'path']);
const stateSchema = z.enum(['open', 'approved', 'adopted', 'refused', 'moved']);

/** How much of DingTalk was seen, or why not all of it. */
const seenSchema = z
  .strictObject({
    kind: z.enum(['read', 'unknown']),
    ...seenDirectory,
  })
  .readonly();

/** The newest search for accounts and departments that could be taken over. */
const listSchema = z
  .strictObject({
    /** Whoever decides says which list was seen. */
    id: z.guid(),
    /** `admin:<name>` */
    requestedBy: z.string(),
    startedAt: instant,
    finishedAt: instant,
    seen: seenSchema,
    /** By state; the decided ones of earlier lists count too. */
    counts: z.partialRecord(stateSchema, z.int()).readonly(),
  })
  .readonly()
  .meta({ id: 'AdoptionList' });

/** A field as both sides have it, by DingTalk's name. */
const fieldSchema = z
  .strictObject({
    field: z.string(),
    /** null: empty there, or not to be seen. Masked for whoever only views. */
    scim: z.unknown(),
    dingTalk: z.unknown(),
    /** Whether it would be written. */
    changes: z.boolean(),
  })
  .readonly();

/** That an account or department that was there before may be a Resource's own. */
const proposalSchema = z
  .strictObject({
    /** Its place on the list. */
    place: z.int(),
    /** null: a department that stands for a path and for no Group; `displayName` is the path. */
    resourceId: z.guid().nullable(),
    linkKind: kindSchema,
    displayName: z.string().nullable(),
    /** A userid, or a department's number. */
    externalId: z.string(),
    /** By what they match. */
    keys: z.array(keySchema).readonly(),
    /**
     * Why it cannot be approved as it stands: `severalAccounts`, something else matches the same Resource;
     * `severalResources`, the account or department matches another Resource too. Refusing the others ends it.
     */
    conflicts: z.array(z.enum(['severalAccounts', 'severalResources'])).readonly(),
    /** `moved`: something has changed since it was listed, or it was gone when it was to be taken over. */
    state: stateSchema,
    foundAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    /** null: expired. */
    fields: z.array(fieldSchema).readonly().nullable(),
  })
  .readonly()
  .meta({ id: 'AdoptionProposal' });

const decisionSchema = z.strictObject({
  /** The list as it was seen. */
  list: z.guid(),
  /** Only these places on it; absent: all that are open and without conflict. */
  places: z.array(z.int().min(1)).min(1).max(10_000).optional(),
});
const decidedSchema = z
  .strictObject({
    /** How many were decided so. */
    items: z.int(),
    /** How many were to be approved and have moved since they were listed. */
    moved: z.int(),
  })
  .readonly();

export const adoptions = {
  search: {
    method: 'POST',
    path: '/connections/{id}/adoptions/search',
    summary:
      'Reads DingTalk for what was there before and matches by a key that settings.adoption allows; nothing is taken over by that',
    role: 'administrator',
    answers: { 200: listSchema, 202: laterSchema },
  },
  read: {
    method: 'GET',
    path: '/connections/{id}/adoptions',
    summary: 'The newest search for what could be taken over',
    role: 'viewer',
    answers: { 200: listSchema },
  },
  list: {
    method: 'GET',
    path: '/connections/{id}/adoptions/proposals',
    summary: 'What could be taken over, and what was decided about it; personal data is masked for viewers',
    role: 'viewer',
    query: z.object({
      state: stateSchema.optional(),
      /** Only those with a conflict, or without. */
      conflict: z.stringbool().optional(),
      /** Only those behind this place. */
      after: z.coerce.number<number>().int().min(0).default(0),
      limit: z.coerce.number<number>().int().min(1).max(1000).default(100),
    }),
    answers: {
      200: z.strictObject({
        proposals: z.array(proposalSchema).readonly(),
        /** Where the next page begins; null: there is none. */
        next: z.int().nullable(),
      }),
    },
  },
  approve: {
    method: 'POST',
    path: '/connections/{id}/adoptions/approve',
    summary: 'Has what was listed taken over, if it is still as it was listed',
    role: 'administrator',
    request: decisionSchema,
    answers: { 200: decidedSchema },
  },
  refuse: {
    method: 'POST',
    path: '/connections/{id}/adoptions/refuse',
    summary: 'Refuses what was listed: it is proposed no more',
    role: 'administrator',
    request: decisionSchema,
    answers: { 200: decidedSchema },
  },
  adopt: {
    method: 'POST',
    path: '/connections/{id}/resources/{resource}/adopt',
    summary: 'Has one account or department taken over by hand',
    role: 'administrator',
    request: z.strictObject({
      /** A userid, or a department's number. */
      externalId: z.string().trim().min(1).max(64),
    }),
    answers: { 202: z.strictObject({ ordered: z.guid() }) },
  },
  unlink: {
    method: 'POST',
    path: '/connections/{id}/resources/{resource}/unlink',
    summary:
      'Leaves its account or department in DingTalk as it is, for good: until it is adopted, or synced',
    role: 'administrator',
    answers: { 200: z.strictObject({ unlinked: z.guid() }) },
  },
} as const satisfies Noun;
