import { instantOf } from '#scim';
import { z } from 'zod';
import type { SourceSettings } from './settings.js';

/** The latest meta.lastModified that was read of each type, as the server wrote it. */
export const sinceSchema = z.object({ User: z.string().exactOptional(), Group: z.string().exactOptional() });
export type Since = Readonly<z.infer<typeof sinceSchema>>;

/** What is known of a Source when a run begins. */
export interface ReadingState {
  readonly now: Date;
  /** When everything was read last. */
  readonly fullAt?: Date;
  readonly since: Since;
  /** Whether the server's filter by meta.lastModified can be trusted, as far as has been seen. */
  readonly delta: 'unknown' | 'unreliable';
  /** Whether there are tags of pages that can be trusted, as far as has been seen. */
  readonly tagged: boolean;
}

/** How a Source is read: everything, what a filter by time lets through, or the pages whose tags are other ones. */
export type ReadingWay = 'full' | 'filter' | 'tags';

export function chooseReading(
  { now, fullAt, since, delta, tagged }: ReadingState,
  { fullEveryHours }: SourceSettings,
): ReadingWay {
  const isDue = fullAt === undefined || now.getTime() - fullAt.getTime() >= fullEveryHours * 3_600_000;
  if (isDue) return 'full';
  if (canFilter({ since, delta })) return 'filter';
  return tagged ? 'tags' : 'full';
}

/** Whether what has changed can be asked for by time. */
export const canFilter = ({ since, delta }: Pick<ReadingState, 'since' | 'delta'>): boolean =>
  delta !== 'unreliable' && since.User !== undefined;

/**
 * The filter for what has changed: whoever was changed last is asked for again. Where the answer is empty, he has gone or
 * the server does not filter as it should, and only a reading of everything can tell.
 */
export const changedSince = (since: string): string => `meta.lastModified ge "${since}"`;

/** The later of two times; what is no time never is. */
export function laterOf(one: string | undefined, other: string | undefined): string | undefined {
  const [a, b] = [one, other].map((text) => (text === undefined ? undefined : instantOf(text)));
  if (b === undefined) return a === undefined ? undefined : one;
  return a === undefined || b > a ? other : one;
}
