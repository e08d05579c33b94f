import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { runStateSchema } from './runs.js';

const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);
const secret = z.string().min(1).max(10_000);

/** How the remote server lets us in. What opens its door is in no answer. */
const authSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bearer'), token: secret.regex(/^[\x21-\x7e]+$/) }),
  z.strictObject({ kind: z.literal('basic'), user: z.string().min(1).max(1_000), password: secret }),
  z.strictObject({
    kind: z.literal('header'),
    name: z
      .string()
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/)
      .refine(
        (name) => !/^(?:host|connection|content-.*|transfer-encoding|accept|if-none-match)$/i.test(name),
      ),
    value: secret.regex(/^[\x20-\x7e]+$/),
  }),
  z.strictObject({
    kind: z.literal('oauth'),
    tokenUrl: httpUrl,
    clientId: z.string().min(1).max(1_000),
    clientSecret: secret,
    scope: z.string().min(1).max(1_000).exactOptional(),
    secretIn: z.enum(['header', 'form']).default('header'),
  }),
]);

/** The way to a remote SCIM server. */
const wayShape = {
  /** What `/Users` is appended to. */
  baseUrl: httpUrl,
  auth: authSchema,
  /** PEM of certificates to believe instead of the usual ones. */
  ca: z.string().max(100_000).includes('-----BEGIN CERTIFICATE-----').exactOptional(),
  proxy: httpUrl.exactOptional(),
};

const runSchema = z
  .strictObject({
    id: z.guid(),
    /** An administrator, or the schedule. */
    askedBy: z.string(),
    reading: z.enum(['full', 'delta']),
    state: z.enum(['reading', 'confirming', 'applying', 'done', 'held', 'failed', 'cancelled']),
    /** Why it was held or failed. */
    reason: z.string().nullable(),
    /** `allowable`: somebody may let the next run do what this one would have. */
    detail: z.string().nullable(),
    cancelAsked: z.boolean(),
    startedAt: instant,
    finishedAt: instant.nullable(),
    seconds: z.number(),
    pages: z.int(),
    usersRead: z.int(),
    groupsRead: z.int(),
    /** As the server says; null: it has not. */
    usersTotal: z.int().nullable(),
    groupsTotal: z.int().nullable(),
    toChange: z.int(),
    changed: z.int(),
    deleted: z.int(),
    blocked: z.int(),
    missing: z.int(),
    /** As long as the server's totals hold; null: nobody can tell. */
    secondsLeft: z.number().nullable(),
    /** Where what it wrote is planned, held or let go: see `/runs/{run}`; null: it has written nothing. */
    plan: z.strictObject({ id: z.guid(), state: runStateSchema }).readonly().nullable(),
  })
  .readonly()
  .meta({ id: 'SourceRun' });

const sourceSchema = z
  .strictObject({
    baseUrl: z.string(),
    /** Without what opens the door. */
    auth: z.record(z.string(), z.unknown()),
    settings: z.record(z.string(), z.unknown()),
    paused: z.boolean(),
    /** null: only on demand. */
    nextAt: instant.nullable(),
    /** The run that is under way, or was the last. */
    lastRun: runSchema.nullable(),
  })
  .readonly()
  .meta({ id: 'Source' });

const noteSchema = z
  .strictObject({
    seq: z.int(),
    type: z.enum(['User', 'Group']),
    sourceId: z.string(),
    what: z.enum(['missing', 'unconfirmed', 'invalid', 'duplicateUserName', 'departmentLoop', 'duplicateId']),
    detail: z.string().nullable(),
  })
  .readonly();

const diagnosisSchema = z
  .strictObject({
    outcome: z.string(),
    detail: z.string().exactOptional(),
    /** What to enter as base URL instead. */
    suggestedBase: z.string().exactOptional(),
    users: z.int().exactOptional(),
    groups: z.int().exactOptional(),
    paging: z.enum(['cursor', 'index']).exactOptional(),
    filter: z.enum(['supported', 'unsupported', 'unknown']).exactOptional(),
    /** For people, in both languages. */
    says: z.strictObject({ en: z.string(), zh: z.string() }),
  })
  .readonly()
  .meta({ id: 'SourceDiagnosis' });

const acceptedSchema = z.strictObject({ accepted: z.literal(true) }).readonly();

export const source = {
  read: {
    method: 'GET',
    path: '/connections/{id}/source',
    summary: 'The remote SCIM server that a connection is read from',
    role: 'viewer',
    answers: { 200: sourceSchema },
  },
  save: {
    method: 'PUT',
    path: '/connections/{id}/source',
    summary: 'Enters a Source, or changes it; what opens its door is sealed and never told',
    role: 'administrator',
    request: z.strictObject({
      ...wayShape,
      /** Without it, and without ca and proxy, those that are there are kept: for the same host only. */
      auth: authSchema.exactOptional(),
      settings: z.record(z.string(), z.unknown()).default({}),
    }),
    answers: { 200: sourceSchema },
  },
  remove: {
    method: 'DELETE',
    path: '/connections/{id}/source',
    summary: "Takes the Source away: the connection's own door is open to writes again, people stay",
    role: 'administrator',
    answers: { 204: null },
  },
  test: {
    method: 'POST',
    path: '/connections/{id}/source/test',
    summary: 'Tries the Source as a reading would, and writes nothing',
    role: 'administrator',
    answers: { 200: diagnosisSchema },
  },
  testDraft: {
    method: 'POST',
    path: '/source/test',
    summary: 'Tries a remote SCIM server that no connection has yet',
    role: 'administrator',
    request: z.strictObject(wayShape),
    answers: { 200: diagnosisSchema },
  },
  sync: {
    method: 'POST',
    path: '/connections/{id}/source/sync',
    summary: 'Has the Source read as soon as no run is under way',
    role: 'administrator',
    request: z.strictObject({ full: z.boolean().default(false) }),
    answers: { 202: acceptedSchema },
  },
  pause: {
    method: 'POST',
    path: '/connections/{id}/source/pause',
    summary: 'Has no run begin until it is resumed; one that is under way ends by itself',
    role: 'administrator',
    answers: { 200: sourceSchema },
  },
  resume: {
    method: 'POST',
    path: '/connections/{id}/source/resume',
    summary: 'Lets the schedule go on',
    role: 'administrator',
    answers: { 200: sourceSchema },
  },
  runs: {
    method: 'GET',
    path: '/connections/{id}/source/runs',
    summary: 'The runs of a Source, newest first',
    role: 'viewer',
    query: z.object({
      /** Only what is older than this run. */
      before: z.guid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answers: { 200: z.array(runSchema).readonly() },
  },
  run: {
    method: 'GET',
    path: '/connections/{id}/source/runs/{run}',
    summary: 'A run: how far it is, or how it ended',
    role: 'viewer',
    answers: { 200: runSchema },
  },
  notes: {
    method: 'GET',
    path: '/connections/{id}/source/runs/{run}/notes',
    summary: 'The records of a run that were not written, or missing, and why',
    role: 'viewer',
    query: z.object({
      after: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    answers: { 200: z.array(noteSchema).readonly() },
  },
  cancel: {
    method: 'POST',
    path: '/connections/{id}/source/runs/{run}/cancel',
    summary: 'Ends a run that is under way; what it has written stays',
    role: 'administrator',
    answers: { 202: acceptedSchema },
  },
  allow: {
    method: 'POST',
    path: '/connections/{id}/source/runs/{run}/allow',
    summary:
      'Lets the next run do, once, what the last one was held for: for the records of that run, and no others',
    role: 'administrator',
    answers: { 202: acceptedSchema },
  },
} as const satisfies Noun;
