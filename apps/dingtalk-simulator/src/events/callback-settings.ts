import { z } from 'zod';
import type { CallbackTarget } from './callback-target.js';
import type { EventVariants } from './event-variants.js';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const settingsSchema = z.object({
  url: z.url({ protocol: /^https?$/ }),
  token: z.string().regex(/^[a-zA-Z0-9]{3,32}$/),
  aesKey: z.string().regex(/^[a-zA-Z0-9]{43}$/),
});

/** What is saved in the developer console (fact sheet 7.2). @throws ZodError that names the field */
export function consoleCallback(given: unknown, appKey: string, variants: EventVariants): CallbackTarget {
  const { url, token, aesKey } = settingsSchema
    .refine(({ url: to }) => mayPostTo(to, variants), { path: ['url'], message: 'only to this machine' })
    .parse(given);
  return { url, token, aesKey, origin: 'console', owner: appKey, tags: undefined };
}

/** The simulator posts to its own machine, unless it was told that it may do otherwise. */
export function mayPostTo(url: string, { foreignCallbacks }: EventVariants): boolean {
  return foreignCallbacks || loopback.test(new URL(url).hostname);
}
