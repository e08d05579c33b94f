import { z } from 'zod';

/** How often something goes wrong: a probability, or every n-th time. */
export type Chance = number | { readonly every: number };

const chance = z.union([
  z.number().min(0).max(1),
  z.strictObject({ every: z.number().int().positive() }).readonly(),
]);
const ms = z.number().int().nonnegative();

/** What is not known of DingTalk's events, and what may happen to them on the way; each can be set by itself. */
export const eventVariantsSchema = z.strictObject({
  /** user_modify_org: an array in real logs, an object on the page of 2022, or left out (correction C3). */
  diffInfo: z.enum(['array', 'object', 'none']).default('array'),
  /** A side of diffInfo that is not set: left out, or an empty text (correction C3). */
  unsetSide: z.enum(['missing', 'empty']).default('missing'),
  /** Departments, title, mobile: whether a change that diffInfo was never seen to name makes an event (14.11). */
  unnamedChanges: z.enum(['told', 'silent']).default('told'),
  /** A deleted department took empty ones along: an event each, or one (14.10). */
  cascade: z.enum(['each', 'top']).default('each'),
  /** Whether an app hears of its own writes (14.10). */
  echo: z.boolean().default(true),
  /** optStaffId: for edits by hand only, for API writes as well, with the appKey in it, or never (14, point 18). */
  operator: z.enum(['person', 'everybody', 'nobody']).default('person'),
  /** Events born while nobody is connected (14.10). */
  whileDisconnected: z.enum(['kept', 'lost']).default('kept'),
  /** Stream: pushed again when it was not acknowledged; seen after 16 s and after 60 s (correction C5). */
  redeliverAfterMs: ms.default(15_000),
  /** Stream: how often an event is pushed before it is given up (14.10). */
  pushes: z.number().int().positive().default(3),
  pingEveryMs: ms.min(1000).default(30_000),
  /** The server ends connections after a while (7.3.6); 0: never. */
  connectionLifeMs: ms.default(0),
  /** SYSTEM frames CONNECTED and REGISTERED at the start, which the Node SDK knows. */
  greets: z.boolean().default(false),
  /** Whether connections/open answers XML to whoever does not ask for JSON (7.3.1). */
  xmlByDefault: z.boolean().default(true),
  /** How long a callback may take to answer (correction C13). */
  callbackTimeoutMs: ms.min(1).default(1500),
  /** Whether callbacks may go to other machines. */
  foreignCallbacks: z.boolean().default(false),
  delayMs: ms.default(0),
  drop: chance.default(0),
  duplicate: chance.default(0),
  /** Held back by a second, so that what comes after overtakes it. */
  reorder: chance.default(0),
  /** The acknowledgement gets lost on its way. */
  loseAck: chance.default(0),
});

/** What goes wrong for one app only, while all others have it as the variants say. */
export const ownMishapsSchema = z.strictObject({
  drop: chance.optional(),
  duplicate: chance.optional(),
  reorder: chance.optional(),
  loseAck: chance.optional(),
});

export type OwnMishaps = z.infer<typeof ownMishapsSchema>;

export type EventVariants = z.infer<typeof eventVariantsSchema>;

export const usualEventVariants = (): EventVariants => eventVariantsSchema.parse({});
