import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';

/** The whole connection is stopped; SCIM is written meanwhile, and everything stays due. */
const quarantineSchema = z
  .strictObject({
    /** `rootShared`: an older connection writes the same organisation below the same root. */
    reason: z
      .enum(['badCredentials', 'ipNotAllowed', 'appStopped', 'permissionMissing', 'rootShared'])
      .nullable(),
    /** DingTalk's own; null: it was not DingTalk's word. */
    code: z.string().nullable(),
    /** The address that DingTalk does not let in. */
    address: z.string().nullable(),
    since: instant.nullable(),
    /** When it is tried next whether that is over. */
    nextProbeAt: instant.nullable(),
    failedProbes: z.int(),
  })
  .readonly();

/** A lane, or a kind of create, that rests; all others go on. */
const laneSchema = z
  .strictObject({
    lane: z.enum(['leavers', 'departments', 'people', 'createAccount', 'createDepartment']),
    reason: z.enum(['pace', 'throttled', 'unreachable', 'refused']),
    /** The permission point that is missing. */
    permission: z.string().nullable(),
    /** DingTalk's own, where what is refused is no permission: the headcount, the quota of the month. */
    code: z.string().nullable(),
    /** Where the permission is granted. */
    grantLink: z.string().nullable(),
    since: instant.nullable(),
    /** When one call tries it next. */
    nextProbeAt: instant.nullable(),
    failures: z.int(),
  })
  .readonly();

export const troubles = {
  read: {
    method: 'GET',
    path: '/connections/{id}/troubles',
    summary: 'Why a connection, or a lane of it, stands still, since when, and when it is tried next',
    role: 'viewer',
    answers: {
      200: z.strictObject({
        /** null: the connection is not stopped as a whole. */
        quarantine: quarantineSchema.nullable(),
        lanes: z.array(laneSchema).readonly(),
      }),
    },
  },
} as const satisfies Noun;
