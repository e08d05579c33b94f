import { z } from 'zod';

/** How much of DingTalk was seen, or why not all of it: what every look through an organisation tells. */
export const seenDirectory = {
  departments: z.int().exactOptional(),
  /** Memberships: who lies in two departments counts twice. */
  accounts: z.int().exactOptional(),
  /** Whether that is all of the company. */
  whole: z.boolean().exactOptional(),
  why: z.string().exactOptional(),
  /** Code of a permission point. */
  scope: z.string().exactOptional(),
  code: z.string().exactOptional(),
  /** Other connections of this installation whose stamp was seen: they write the same organisation. */
  others: z.int().exactOptional(),
} as const;
