import { z } from 'zod';

/** How often something goes wrong: a probability, or every n-th time. */
export type Chance = number | { readonly every: number };

const chance = z.union([
  z.number().min(0).max(1),
  z.object({ every: z.number().int().positive() }).readonly(),
]);
const ms = z.number().int().nonnegative();

/** What is not known of DingTalk's events, and what may happen to them on the way; each can be set by itself. */
export const eventVariantsSchema = z.object({
  /** user_modify_org: an array in real logs, an object on the page of 2022, or left out (correction C3). */
  diffInfo: z.enum(['array', 'object', 'none']),
  /** A side of diffInfo that is not set: left out, or an empty text (correction C3). */
  unsetSide: z.enum(['missing', 'empty']),
  /** Departments, title, mobile: whether a change that diffInfo was never seen to name makes an event (14.11). */
  unnamedChanges: z.enum(['told', 'silent']),
  /** A deleted department took empty ones along: an event each, or one (14.10). */
  cascade: z.enum(['each', 'top']),
  /** Whether an app hears of its own writes (14.10). */
  echo: z.boolean(),
  /** optStaffId: for edits by hand only, for API writes as well, with the appKey in it, or never (14, point 18). */
  operator: z.enum(['person', 'everybody', 'nobody']),
  /** Events born while nobody is connected (14.10). */
  whileDisconnected: z.enum(['kept', 'lost']),
  /** Stream: pushed again when it was not acknowledged; seen after 16 s and after 60 s (correction C5). */
  redeliverAfterMs: ms,
  /** Stream: how often an event is pushed before it is given up (14.10). */
  pushes: z.number().int().positive(),
  pingEveryMs: ms.min(1000),
  /** The server ends connections after a while (7.3.6); 0: never. */
  connectionLifeMs: ms,
  /** SYSTEM frames CONNECTED and REGISTERED at the start, which the Node SDK knows. */
  greets: z.boolean(),
  /** Whether connections/open answers XML to whoever does not ask for JSON (7.3.1). */
  xmlByDefault: z.boolean(),
  /** How long a callback may take to answer (correction C13). */
  callbackTimeoutMs: ms.min(1),
  /** Whether callbacks may go to other machines. */
  foreignCallbacks: z.boolean(),
  delayMs: ms,
  drop: chance,
  duplicate: chance,
  /** Held back by a second, so that what comes after overtakes it. */
  reorder: chance,
  /** The acknowledgement gets lost on its way. */
  loseAck: chance,
});

export type EventVariants = z.infer<typeof eventVariantsSchema>;

export const usualEventVariants: Readonly<EventVariants> = {
  diffInfo: 'array',
  unsetSide: 'missing',
  unnamedChanges: 'told',
  cascade: 'each',
  echo: true,
  operator: 'person',
  whileDisconnected: 'kept',
  redeliverAfterMs: 15_000,
  pushes: 3,
  pingEveryMs: 30_000,
  connectionLifeMs: 0,
  greets: false,
  xmlByDefault: true,
  callbackTimeoutMs: 1500,
  foreignCallbacks: false,
  delayMs: 0,
  drop: 0,
  duplicate: 0,
  reorder: 0,
  loseAck: 0,
};
