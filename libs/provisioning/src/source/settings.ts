import { z } from 'zod';
import { isSchedule } from './schedule.js';

const scheduleSchema = z
  .strictObject({
    /** Five fields: minute, hour, day of the month, month, day of the week. */
    cron: z.string().trim().min(9).max(100).default('*/15 * * * *'),
    /** By whose clock, as in the tz database. */
    timeZone: z.string().min(1).max(60).default('UTC'),
    /** A run begins up to so much later, by chance: many connections need not come at once. */
    jitterSeconds: z.int().min(0).max(3600).default(30),
  })
  .refine(isSchedule, {
    path: ['cron'],
    message: 'must be a cron expression of five fields in a known time zone',
  });

/** How a connection reads its Source; how to get there and in is kept apart. */
export const sourceSettingsSchema = z.strictObject({
  /** null: only on demand. */
  schedule: scheduleSchema.nullable().prefault({}),
  /** A reading of everything, which finds who has gone, at least so often; between them what has changed is enough. */
  fullEveryHours: z.number().min(0).max(720).default(24),
  /** Resources asked for at once; a server may give fewer. */
  pageSize: z.int().min(1).max(1000).default(200),
  /** Who says who is in which Group: its members, the groups of a User, or whichever says so. */
  memberships: z.enum(['groups', 'users', 'both']).default('groups'),
  /**
   * How many may be missing of Users, or of Groups, before the run is held: more than `atLeast` and more than
   * `percent` of those known.
   */
  missing: z
    .strictObject({
      atLeast: z.int().min(0).max(1_000_000).default(5),
      percent: z.number().min(0).max(100).default(10),
    })
    .prefault({}),
});

export type SourceSettings = Readonly<z.infer<typeof sourceSettingsSchema>>;
