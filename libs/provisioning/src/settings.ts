import { z } from 'zod';

/** What an administrator sets on a connection; every member has a default, so `{}` is a whole value. */
export const settingsSchema = z.strictObject({
  /** DingTalk department below which the bridge builds its tree; 1 is the root of the company. */
  rootDepartmentId: z.number().int().min(1).default(1),
  /** Where people without a department go. Without one they wait, then are blocked. */
  defaultDepartmentId: z.number().int().min(1).optional(),
  /** How long a person may be without a department before that is a fault, in seconds. */
  settleSeconds: z.number().int().min(0).max(604_800).default(3600),
  /** Country whose mobiles DingTalk takes without prefix: the one the organisation is registered in. */
  region: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('CN'),
  /**
   * Calls a second that DingTalk allows the app on one API (fact sheet 6.1, 0.4 C2): 20 in the standard edition, 40 in
   * the professional one, 60 with the pack. The bridge keeps a little below.
   */
  callsPerSecond: z.number().min(0.1).max(1000).default(20),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;
