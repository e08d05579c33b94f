import { z } from 'zod';

/** How many changes of a kind are let through: so many, such a share, and in a small company always the floor. */
export const limitSchema = z.strictObject({
  /** So many at the most. */
  count: z.number().int().min(0).max(10_000_000).optional(),
  /** At the most this share of all there are, in percent. */
  percent: z.number().min(0).max(100).optional(),
  /** So many always, whatever the share: five percent of twelve people is nobody. */
  floor: z.number().int().min(0).max(10_000_000).default(0),
});

export type Limit = Readonly<z.infer<typeof limitSchema>>;

/**
 * The most that a limit lets through.
 *
 * @param limit null: none
 * @param size how many people, or departments, there are
 */
export function lineOf(limit: Limit | null, size: number): number {
  if (!limit) return Number.POSITIVE_INFINITY;
  const { count, percent, floor } = limit;
  const most = Math.min(
    count ?? Number.POSITIVE_INFINITY,
    percent === undefined ? Number.POSITIVE_INFINITY : Math.floor((size * percent) / 100),
  );
  return Math.max(floor, most);
}
