import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { limitSchema, nextSchema, pageSchema } from './page.js';
import { departmentsSchema, groupsSchema } from './places.js';
import { fieldFaultSchema, presenceSchema, reasonSchema, standingSchema } from './standing.js';

/** What is looked for; everything given must hold. */
const querySchema = z.object({
  /** In names, userName and phone numbers, whatever its case. */
  text: z.string().trim().max(200).optional(),
  state: standingSchema.optional(),
  reason: reasonSchema.optional(),
  /** The `linkId` of a department. */
  department: z.guid().optional(),
  page: pageSchema.optional(),
  limit: limitSchema,
});

const rowSchema = z.strictObject({
  id: z.guid(),
  linkId: z.guid().nullable(),
  name: z.string().nullable(),
  state: standingSchema,
  presence: presenceSchema,
  reason: reasonSchema.nullable(),
  /** DingTalk's own code, where it refused. */
  detailCode: z.string().nullable(),
  faults: z.array(fieldFaultSchema).readonly(),
  /** A userid, or a department's number. */
  externalId: z.string().nullable(),
  /** Since when it stands so, for this reason. */
  since: instant,
});

const listOf = <Row extends z.ZodType>(row: Row) =>
  z.strictObject({
    rows: z.array(row).readonly(),
    next: nextSchema,
    /** Of all there are, whatever is looked for. */
    total: z.int(),
  });

const personRowSchema = rowSchema
  .extend({ userName: z.string().nullable(), active: z.boolean().nullable() })
  .readonly()
  .meta({ id: 'PersonRow' });
const groupRowSchema = rowSchema.extend({ members: z.int() }).readonly().meta({ id: 'GroupRow' });

const fieldValue = z.union([z.string(), z.boolean(), z.number()]);

/** One field of an account on both sides. */
const comparedSchema = z
  .strictObject({
    /** DingTalk's name of it; `extension.<name>` for a custom field. */
    field: z.string(),
    /** What it should be. Absent: empty. */
    value: fieldValue.exactOptional(),
    /** What DingTalk was last given, or shown to have. */
    applied: fieldValue.exactOptional(),
    differs: z.boolean(),
    /** The attribute it comes from. */
    source: z.string().exactOptional(),
    /** Why it stays as DingTalk has it although SCIM may say otherwise. */
    kept: z.string().exactOptional(),
    fault: z.string().exactOptional(),
  })
  .readonly();

const personSchema = personRowSchema
  .unwrap()
  .extend({
    /** The SCIM side. A viewer sees personal values masked, here and in the fields. */
    scim: z.record(z.string(), z.unknown()).readonly(),
    /** Counts its changes; its entity tag. */
    generation: z.int(),
    createdAt: instant,
    modifiedAt: instant,
    groups: groupsSchema,
    fields: z.array(comparedSchema).readonly(),
    departments: departmentsSchema,
    /** When it is looked at next. */
    dueAt: instant.nullable(),
    /** When DingTalk was last written. */
    appliedAt: instant.nullable(),
    /** When DingTalk was last read. */
    observedAt: instant.nullable(),
    /** The run of the Source that has written it last; null: it came from elsewhere, or the run is forgotten. */
    sourceRun: z.guid().nullable(),
  })
  .readonly()
  .meta({ id: 'Person' });

export const people = {
  list: {
    method: 'GET',
    path: '/connections/{id}/people',
    summary: 'People, the newest first, searched and filtered',
    role: 'viewer',
    query: querySchema,
    answers: { 200: listOf(personRowSchema) },
  },
  read: {
    method: 'GET',
    path: '/connections/{id}/people/{person}',
    summary: 'A person: what SCIM says, what should be, what DingTalk has',
    role: 'viewer',
    answers: { 200: personSchema },
  },
  retry: {
    method: 'POST',
    path: '/connections/{id}/people/{person}/retry',
    summary: 'Has a person who waits or is blocked looked at again now',
    role: 'administrator',
    answers: { 200: z.strictObject({ retried: z.int() }) },
  },
} as const satisfies Noun;

export const groups = {
  list: {
    method: 'GET',
    path: '/connections/{id}/groups',
    summary: 'Groups, the newest first, searched and filtered',
    role: 'viewer',
    query: querySchema.omit({ department: true }),
    answers: { 200: listOf(groupRowSchema) },
  },
} as const satisfies Noun;
