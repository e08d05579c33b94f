import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';

/** What a connection shows of DingTalk, and how its reading goes. */
const mirrorSchema = z
  .strictObject({
    /** Of the reading of the whole organisation: `held` waits for an administrator. */
    stage: z.enum(['idle', 'reading', 'confirming', 'held']),
    crawlStartedAt: instant.nullable(),
    crawlReason: z.string().nullable(),
    /** What was mirrored when the reading was over, and how many of it were not met. */
    known: z.int().nullable(),
    vanished: z.int().nullable(),
    dueAt: instant.nullable(),
    dueReason: z.string(),
    /** When the reading began that is shown; null: nothing is shown yet. */
    snapshotAt: instant.nullable(),
    /** Whether the app sees a part of the organisation only. */
    snapshotPartial: z.boolean(),
    /** Not met, and not confirmed to be gone: shown as last seen. */
    unconfirmed: z.int(),
    /** Fields that the app may not read any more: shown as last seen. */
    hiddenFields: z.array(z.enum(['mobile', 'personal'])).readonly(),
    notBefore: instant.nullable(),
    failures: z.int(),
    /** Why it rests. */
    reason: z.string().nullable(),
    streamOpenSince: instant.nullable(),
    /** When DingTalk last told of a change. */
    heardAt: instant.nullable(),
    /** Whether an HTTP callback is set up. */
    callback: z.boolean(),
    /** Names of connections that write into the same DingTalk: what they made is not mirrored. */
    opposite: z.array(z.string()).readonly(),
  })
  .readonly()
  .meta({ id: 'Mirror' });

export const mirror = {
  read: {
    method: 'GET',
    path: '/connections/{id}/mirror',
    summary: 'What a connection shows of DingTalk, and how its reading goes',
    role: 'viewer',
    answers: { 200: mirrorSchema },
  },
  crawl: {
    method: 'POST',
    path: '/connections/{id}/mirror/crawl',
    summary: 'Has the whole organisation read now',
    role: 'administrator',
    answers: { 202: mirrorSchema },
  },
  release: {
    method: 'POST',
    path: '/connections/{id}/mirror/release',
    summary: 'Lets a held reading go on: whoever was not met is asked for by id, then it is shown',
    role: 'administrator',
    answers: { 202: mirrorSchema },
  },
  discard: {
    method: 'POST',
    path: '/connections/{id}/mirror/discard',
    summary: 'Throws a reading away: what is shown stays',
    role: 'administrator',
    answers: { 200: mirrorSchema },
  },
  callback: {
    method: 'PUT',
    path: '/connections/{id}/mirror/callback',
    summary: "Sets up the HTTP callback that DingTalk's console is given the address of",
    role: 'administrator',
    request: z.strictObject({
      /** As in DingTalk's console. */
      token: z.string().regex(/^[a-zA-Z0-9]{3,63}$/),
      aesKey: z.string().regex(/^[a-zA-Z0-9]{43}$/),
      /** Whose callback it is, where that is not the AppKey: the CorpId of one made by the legacy API. */
      owner: z.string().min(1).max(100).optional(),
    }),
    answers: { 200: z.strictObject({ url: z.string() }) },
  },
} as const satisfies Noun;
