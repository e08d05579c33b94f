import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';
import { laterSchema } from './later.js';
import { settingsSchema } from './settings.js';

const httpUrl = z.url({ protocol: /^https?$/ });

/** An app and where DingTalk is: mainland China's edition, unless told otherwise. */
export const credentialsSchema = z.strictObject({
  appKey: z.string().trim().min(1).max(200),
  appSecret: z.string().trim().min(1).max(500),
  oapiBase: httpUrl.default('https://oapi.dingtalk.com'),
  /** Only where it cannot be told from the other. */
  apiBase: httpUrl.optional(),
});

/** Which side is written and which is read. */
const directionSchema = z.enum(['scim-to-dingtalk', 'dingtalk-to-scim']);

/** A connection without its secret. */
const connectionSchema = z
  .strictObject({
    id: z.guid(),
    name: z.string(),
    direction: directionSchema,
    /** Marks what is this connection's own in DingTalk; part of every userid it makes. */
    stamp: z.string(),
    appKey: z.string(),
    oapiBase: z.string(),
    apiBase: z.string(),
    settings: settingsSchema,
    /** Counts how often they were changed. */
    settingsVersion: z.int(),
    state: z.enum(['active', 'quarantined']),
    stateReason: z
      .enum(['badCredentials', 'ipNotAllowed', 'appStopped', 'permissionMissing', 'rootShared'])
      .exactOptional(),
    /**
     * It is to end with all that is its own in DingTalk: a held plan lists that. Where that plan was dropped it is
     * ended without (`DELETE`), or opened again (`/reopen`).
     */
    closing: z.boolean(),
    createdAt: instant,
  })
  .readonly()
  .meta({ id: 'Connection' });

/** What is left of a connection that has ended. */
const endedSchema = z
  .strictObject({
    id: z.guid(),
    name: z.string(),
    direction: directionSchema,
    /** With it, a new connection finds again by `rebuild` what this one has left in DingTalk. */
    stamp: z.string(),
    appKey: z.string(),
    /** `removed`: what was its own has left DingTalk first; `kept`: DingTalk is as it was. */
    accounts: z.enum(['kept', 'removed']),
    /** `admin:<name>` */
    endedBy: z.string(),
    endedAt: instant,
  })
  .readonly()
  .meta({ id: 'EndedConnection' });

export const connections = {
  list: {
    method: 'GET',
    path: '/connections',
    summary: 'All connections, the oldest first',
    role: 'viewer',
    answers: { 200: z.array(connectionSchema).readonly() },
  },
  create: {
    method: 'POST',
    path: '/connections',
    summary: 'Makes a connection; its SCIM token is in this answer and in no other',
    role: 'administrator',
    request: credentialsSchema.extend({
      name: z.string().trim().min(1).max(100),
      direction: directionSchema.default('scim-to-dingtalk'),
      /** Only to take over what an earlier store of the same source made. */
      stamp: z
        .string()
        .regex(/^[a-z0-9]{4,16}$/)
        .optional(),
      settings: settingsSchema.optional(),
    }),
    answers: {
      201: z.strictObject({
        connection: connectionSchema,
        scimUrl: z.string(),
        scimToken: z.string(),
        /** Names of connections to the same app that go the other way: none of them tells the other its own. */
        opposite: z.array(z.string()).readonly(),
      }),
    },
  },
  read: {
    method: 'GET',
    path: '/connections/{id}',
    summary: 'A connection',
    role: 'viewer',
    answers: { 200: connectionSchema },
  },
  credentials: {
    method: 'PUT',
    path: '/connections/{id}/credentials',
    summary:
      'Gives a connection another AppSecret, or another app of the same organisation; another organisation needs a new connection',
    role: 'administrator',
    request: credentialsSchema.pick({ appKey: true, appSecret: true }),
    answers: { 200: connectionSchema, 202: laterSchema },
  },
  remove: {
    method: 'DELETE',
    path: '/connections/{id}',
    summary:
      'Ends a connection. DingTalk stays as it is; with `accounts=remove` all that is its own there is planned to go first',
    role: 'administrator',
    query: z.object({ accounts: z.enum(['keep', 'remove']).default('keep') }),
    answers: {
      202: z.strictObject({
        /** The plan that waits for an approval; null: the connection has ended, its tokens open nothing any more. */
        run: z.guid().nullable(),
      }),
    },
  },
  reopen: {
    method: 'POST',
    path: '/connections/{id}/reopen',
    summary:
      'Takes back that a connection is to end with all that is its own: everything is planned anew, as after saved settings',
    role: 'administrator',
    answers: { 200: connectionSchema },
  },
  ended: {
    method: 'GET',
    path: '/ended-connections',
    summary:
      'Connections that have ended, the latest first: who ended which, and whether DingTalk was left as it was',
    role: 'viewer',
    query: z.object({ limit: z.coerce.number<number>().int().min(1).max(1000).default(100) }),
    answers: { 200: z.array(endedSchema).readonly() },
  },
  resume: {
    method: 'POST',
    path: '/connections/{id}/resume',
    summary: 'Ends a quarantine and the rest of its lanes',
    role: 'administrator',
    answers: { 200: connectionSchema },
  },
  retry: {
    method: 'POST',
    path: '/connections/{id}/retry',
    summary: 'Has all that waits or is blocked looked at again now',
    role: 'administrator',
    answers: { 200: z.strictObject({ retried: z.int() }) },
  },
} as const satisfies Noun;
