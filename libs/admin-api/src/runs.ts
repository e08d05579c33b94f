import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { settingsSchema } from './settings.js';
import { kindSchema } from './standing.js';

const changeKindSchema = z.enum([
  'creates',
  'updates',
  'moved',
  'withoutDepartment',
  'leavers',
  'departmentDeletes',
  'roleRemovals',
]);
/** How far a run is. */
export const runStateSchema = z.enum(['gathering', 'planning', 'held', 'released', 'superseded', 'shown']);
const itemStateSchema = z.enum(['held', 'approved', 'applied', 'moved', 'dropped', 'shown']);

/** What a planned run adds up to. */
const totalsSchema = z
  .strictObject({
    changes: z.record(changeKindSchema, z.int()).readonly(),
    /** Calls to DingTalk, by the client's name of the API. */
    calls: z.record(z.string(), z.int()).readonly(),
    /** How long they take at the least, at the rate that DingTalk allows. */
    minutes: z.number(),
    /** Texts and invitations that people may get. */
    texts: z.int(),
    people: z.int(),
    departments: z.int(),
  })
  .readonly();

const runFields = {
  id: z.guid(),
  kind: z.enum(['firstSync', 'settings', 'pull', 'resync', 'rebuild', 'deletion', 'trickle', 'preview']),
  /** Of what single requests have added up to: which kind of change is held. */
  changeKind: changeKindSchema.nullable(),
  state: runStateSchema,
  /** `admin:<name>` or `engine`. */
  requestedBy: z.string(),
  /** Of kind `pull`: the reading of the Source that wrote what it plans; see `/source/runs/{run}`. */
  sourceRun: z.guid().nullable(),
  /** How many changes it lists, those included that have fallen out since. */
  listed: z.int(),
  /** null: not planned yet, or single requests. */
  totals: totalsSchema.nullable(),
  /** The kinds of which it has more than a threshold allows. */
  kindsOver: z.array(changeKindSchema).readonly(),
  createdAt: instant,
  plannedAt: instant.nullable(),
  closedAt: instant.nullable(),
} as const;

/** Many changes at once, planned whole. */
const runSchema = z.strictObject(runFields).readonly().meta({ id: 'Run' });

/** A run with what is decided about it. */
const wholeRunSchema = z
  .strictObject({
    ...runFields,
    /** Stands for its list as it is now: whoever decides says which list was seen. */
    checksum: z.string(),
    counts: z
      .array(z.strictObject({ kind: changeKindSchema, state: itemStateSchema, n: z.int() }).readonly())
      .readonly(),
  })
  .readonly()
  .meta({ id: 'WholeRun' });

/** One change of a run. */
const itemSchema = z
  .strictObject({
    /** Its place on the list, from 1. */
    seq: z.int(),
    linkId: z.guid(),
    /** null: SCIM has deleted it. */
    resourceId: z.guid().nullable(),
    linkKind: kindSchema,
    kind: changeKindSchema,
    /** The step that it is, as in `deleteAccount`. */
    change: z.string(),
    displayName: z.string().nullable(),
    state: itemStateSchema,
    /** Something else was desired when it was listed first. */
    replanned: z.boolean(),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    /** When its approval runs out. */
    expiresAt: instant.nullable(),
    /** Old and new value by field, masked; null: none, or expired. */
    values: z
      .record(z.string(), z.tuple([z.unknown(), z.unknown()]).readonly())
      .readonly()
      .nullable(),
  })
  .readonly()
  .meta({ id: 'PlannedChange' });

const decisionSchema = z.strictObject({
  /** The list as it was seen. */
  checksum: z.string().max(100),
  /** Only these places on it. */
  places: z.array(z.int().min(1)).min(1).max(10_000).optional(),
  /** Only these kinds. */
  kinds: z.array(changeKindSchema).min(1).optional(),
});
/** What a run would change of one kind, and how much of it may go unseen. */
const judgedSchema = z
  .strictObject({
    kind: changeKindSchema,
    changes: z.int(),
    /** The most that goes unseen by the saved settings, and by those that were sent; null: no limit. */
    savedLine: z.int().nullable(),
    line: z.int().nullable(),
  })
  .readonly();
const decidedSchema = z.strictObject({ items: z.int() }).readonly();

export const runs = {
  list: {
    method: 'GET',
    path: '/connections/{id}/runs',
    summary: 'Runs, the newest first; a held one waits for somebody',
    role: 'viewer',
    query: z.object({
      state: runStateSchema.optional(),
      limit: z.coerce.number<number>().int().min(1).max(1000).default(100),
    }),
    answers: { 200: z.array(runSchema).readonly() },
  },
  read: {
    method: 'GET',
    path: '/connections/{id}/runs/{run}',
    summary: 'A run: what it adds up to, and the checksum of its list',
    role: 'viewer',
    answers: { 200: wholeRunSchema },
  },
  changes: {
    method: 'GET',
    path: '/connections/{id}/runs/{run}/changes',
    summary: 'The changes that a run lists, by place; personal data is masked',
    role: 'viewer',
    query: z.object({
      /** Only those behind this place. */
      after: z.coerce.number<number>().int().min(0).default(0),
      state: itemStateSchema.optional(),
      kind: changeKindSchema.optional(),
      limit: z.coerce.number<number>().int().min(1).max(1000).default(100),
    }),
    answers: { 200: z.array(itemSchema).readonly() },
  },
  approve: {
    method: 'POST',
    path: '/connections/{id}/runs/{run}/approve',
    summary: 'Lets the listed changes be carried out once; removals within seven days',
    role: 'administrator',
    request: decisionSchema,
    answers: { 200: decidedSchema },
  },
  drop: {
    method: 'POST',
    path: '/connections/{id}/runs/{run}/drop',
    summary: 'Refuses the listed changes, until something else is desired',
    role: 'administrator',
    request: decisionSchema,
    answers: { 200: decidedSchema },
  },
  judge: {
    method: 'POST',
    path: '/connections/{id}/runs/{run}/judge',
    summary: 'Holds what a run has planned against thresholds that are not saved; nothing is changed',
    role: 'administrator',
    request: z.strictObject({ settings: settingsSchema }),
    answers: {
      200: z
        .strictObject({
          /** What a share is a share of. */
          people: z.int(),
          departments: z.int(),
          kinds: z.array(judgedSchema).readonly(),
        })
        .readonly(),
    },
  },
  plan: {
    method: 'POST',
    path: '/connections/{id}/plan',
    summary: 'Plans a connection, or one person, without carrying anything out',
    role: 'administrator',
    request: z.strictObject({
      /** Resource id or userName; absent: everybody and everything. */
      person: z.string().trim().min(1).max(500).optional(),
    }),
    // A plan of a large company is still being made when this is answered: `state` tells.
    answers: { 200: wholeRunSchema },
  },
} as const satisfies Noun;
