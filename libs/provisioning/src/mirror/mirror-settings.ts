import { z } from 'zod';

/** What a User's userName is; whoever has none, or shares it with somebody, is named by his userid. */
export const userNameSources = ['userId', 'mobile', 'email', 'jobNumber'] as const;

const departmentIds = z.array(z.number().int().min(1)).max(1000).default([]);

/** What an administrator sets on a connection of direction `dingtalk-to-scim`. */
export const mirrorSchema = z.strictObject({
  userName: z.enum(userNameSources).default('userId'),
  /** Whether everybody in the organisation is active in SCIM, or only who has activated DingTalk. */
  active: z.enum(['members', 'activated']).default('members'),
  /** Roles as Groups, beside departments. */
  roles: z.boolean().default(false),
  /** Everybody is read by himself too: only that shows managers. One call more for each person. */
  details: z.boolean().default(false),
  scope: z
    .strictObject({
      /** Departments that are mirrored with all below them; none means all. */
      include: departmentIds,
      /** Departments that are left out with all below them. */
      exclude: departmentIds,
      /** People whose mobile the app does not see. */
      withoutMobile: z.boolean().default(true),
      /** People who have not activated DingTalk. */
      notActivated: z.boolean().default(true),
    })
    .prefault({}),
  /** How long somebody who left stays, as inactive, in seconds; after that he is not found. */
  leaversStaySeconds: z.number().int().min(0).max(31_536_000).default(0),
  /** From one reading of the whole organisation to the next, in seconds. */
  crawlEverySeconds: z.number().int().min(60).max(604_800).default(21_600),
  /** A reading in which more have vanished than both of these is held until an administrator lets it go. */
  threshold: z
    .strictObject({
      share: z.number().min(0).max(1).default(0.1),
      atLeast: z.number().int().min(0).default(10),
    })
    .prefault({}),
  /** How DingTalk tells of changes. Without, only the readings find them. */
  events: z.enum(['stream', 'callback', 'none']).default('stream'),
  /**
   * How often DingTalk is asked for events that no callback could deliver, which it keeps for some minutes only; 0 is
   * never. The call may count against the organisation's month (fact sheet 7.2, 14.16).
   */
  failedEventsEverySeconds: z.number().int().min(0).max(3_600).default(0),
  /** A list that is asked for without paging has everything, instead of a page. */
  unpagedLists: z.boolean().default(false),
});

/** The mirror's part of a connection's settings. */
export type MirrorSettings = z.infer<typeof mirrorSchema>;
