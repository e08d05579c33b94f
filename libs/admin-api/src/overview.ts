import { z } from 'zod';
import type { Noun } from './endpoint.js';
import { instant } from './instant.js';

const standingsSchema = z
  .strictObject({
    inStep: z.int(),
    onTheWay: z.int(),
    waiting: z.int(),
    held: z.int(),
    blocked: z.int(),
  })
  .readonly();

/** How one connection lives. */
export const overviewSchema = z
  .strictObject({
    people: standingsSchema,
    departments: standingsSchema,
    state: z.enum(['active', 'quarantined']),
    lastChangeAt: instant.nullable(),
    /** A second, over the last five minutes; `allowed` is what the bridge makes of one API at the most. */
    calls: z.strictObject({ used: z.number(), allowed: z.number() }).readonly(),
    /** Links with work due. */
    queue: z
      .array(
        z
          .strictObject({
            lane: z.enum(['leavers', 'departments', 'people']),
            due: z.int(),
            oldestSeconds: z.int(),
          })
          .readonly(),
      )
      .readonly(),
    /** How much is done of what there is; `secondsLeft` is null where nothing moves. */
    progress: z.strictObject({ done: z.int(), total: z.int(), secondsLeft: z.int().nullable() }).readonly(),
  })
  .readonly()
  .meta({ id: 'Overview' });

/** What happened in a slot of time. */
const slotSchema = z
  .strictObject({ at: instant, changes: z.int(), calls: z.int(), throttled: z.int() })
  .readonly();

export const overview = {
  read: {
    method: 'GET',
    path: '/connections/{id}/overview',
    summary: 'How a connection stands and lives just now',
    role: 'viewer',
    answers: { 200: overviewSchema },
  },
  series: {
    method: 'GET',
    path: '/connections/{id}/series',
    summary: 'Changes and calls over time, the oldest slot first',
    role: 'viewer',
    query: z.object({ span: z.enum(['hour', 'day', 'week']).default('hour') }),
    answers: { 200: z.strictObject({ minutes: z.int(), slots: z.array(slotSchema).readonly() }) },
  },
} as const satisfies Noun;
