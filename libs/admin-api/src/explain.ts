import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { laterSchema } from './later.js';
import { fieldFaultSchema, kindSchema, presenceSchema, reasonSchema } from './standing.js';

/** A value of any shape; masked for whoever may not see it. */
const valueSchema = z.unknown();

const referenceSchema = z
  .strictObject({
    resourceId: z.string(),
    presence: presenceSchema,
    outcome: z.string(),
    externalId: z.string().nullable(),
  })
  .readonly();

/** What was known of it at one moment. */
const readSchema = z
  .strictObject({
    generation: z.number(),
    changed: z.boolean(),
    presence: presenceSchema,
    outcome: z.string(),
    reason: reasonSchema.nullable(),
    externalId: z.string().nullable(),
    askedBy: z.string(),
    outOfScope: z.boolean(),
    /** SCIM has deleted it. */
    deleted: z.boolean(),
    groups: z.array(referenceSchema).readonly(),
    manager: referenceSchema.nullable(),
    at: z.iso.datetime(),
  })
  .readonly();

/** One DingTalk field by the mapping, and where its value comes from. */
const mappedSchema = z
  .strictObject({
    field: z.string(),
    value: valueSchema.exactOptional(),
    source: z.string().exactOptional(),
    kept: z.string().exactOptional(),
    fault: z.string().exactOptional(),
  })
  .readonly();

/** Which account or department it is. */
const matchSchema = z
  .strictObject({
    externalId: z.string().nullable(),
    /** It was there before us. */
    adopted: z.boolean(),
    /** The userids that a new account would get, the first that is free. */
    candidates: z.array(z.string()).readonly(),
    /** The values that only one may have, and who has each. */
    claims: z
      .array(
        z
          .strictObject({
            of: z.string(),
            holder: z.enum(['nobody', 'itself', 'another']),
            resourceId: z.guid().nullable(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

const planSchema = z
  .strictObject({
    /** null: nothing is to be changed. */
    change: z.string().nullable(),
    fields: z
      .array(z.strictObject({ field: z.string(), before: valueSchema, after: valueSchema }).readonly())
      .readonly(),
    ending: z
      .strictObject({
        presence: presenceSchema,
        outcome: z.string(),
        reason: reasonSchema.nullable(),
        waitingOn: z.string().nullable(),
        dueInMs: z.number().nullable(),
      })
      .readonly(),
    leaving: z.string().nullable(),
    faults: z.array(fieldFaultSchema).readonly(),
  })
  .readonly();

const applySchema = z
  .strictObject({
    /** What came of the plan before it was carried out: `begun`, or why it was not. */
    began: z.string(),
    changed: z.boolean(),
    /** Whose trouble stopped it. */
    trouble: z.string().nullable(),
    calls: z
      .array(
        z
          .strictObject({
            api: z.string(),
            code: z.string(),
            ms: z.number(),
            requestId: z.string().nullable(),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly();

const traceSchema = z
  .strictObject({
    resourceId: z.guid(),
    kind: kindSchema.nullable(),
    /** The run of the Source that has written it last; null: it came from elsewhere, or the run is forgotten. */
    sourceRun: z.guid().nullable(),
    /** Steps that followed each other at once; one where nothing was applied. */
    rounds: z
      .array(
        z
          .strictObject({
            read: readSchema.nullable(),
            map: z.array(mappedSchema).readonly(),
            match: matchSchema.nullable(),
            plan: planSchema.nullable(),
            /** null: nothing was to be applied. */
            apply: applySchema.nullable(),
          })
          .readonly(),
      )
      .readonly(),
    /** Why it could not be worked: the connection, its lane, or somebody who is just working on it. */
    stopped: z.enum(['quarantined', 'laneRests', 'busy']).nullable(),
    /** How it stands now; null: nothing is left of it on either side. */
    ended: z
      .strictObject({
        presence: presenceSchema,
        outcome: z.string(),
        reason: reasonSchema.nullable(),
        detailCode: z.string().nullable(),
        dueAt: z.iso.datetime().nullable(),
      })
      .readonly()
      .nullable(),
  })
  .readonly()
  .meta({ id: 'Trace' });

export const explain = {
  ofResource: {
    method: 'GET',
    path: '/connections/{id}/resources/{resource}/explain',
    summary:
      'Why a person or department stands as it does: read, mapped, matched and planned, nothing applied',
    role: 'viewer',
    answers: { 200: traceSchema, 202: laterSchema },
  },
  sync: {
    method: 'POST',
    path: '/connections/{id}/resources/{resource}/sync',
    summary: 'Takes one person or department through read, map, match, plan and apply, now',
    role: 'administrator',
    answers: { 200: traceSchema, 202: laterSchema },
  },
  find: {
    method: 'POST',
    path: '/connections/{id}/resources/find',
    summary: 'The User of a userName, or the Groups of a displayName; a name has no place in an address',
    role: 'administrator',
    request: z.strictObject({ name: z.string().trim().min(1).max(500) }),
    answers: {
      200: z
        .array(z.strictObject({ resourceId: z.guid(), type: z.enum(['User', 'Group']) }).readonly())
        .readonly(),
    },
  },
} as const satisfies Noun;
