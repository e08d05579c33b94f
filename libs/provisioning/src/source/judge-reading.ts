import type { ListStep, ResourceType } from '#scim';
import type { SourceSettings } from './settings.js';

/** Why a run is held: nothing of it was done. */
export type HoldReason =
  | (ListStep & { readonly kind: 'broken' })['reason']
  /** One id stood for several records, and did so again when everything was read anew. */
  | 'duplicateIds'
  /** The records were read from another address. */
  | 'baseChanged'
  /** There are no Users any more. */
  | 'empty'
  /** More are missing than may be. */
  | 'shrunken';

/** Reasons that somebody may know to be right: the next run may do what this one would have. */
export const allowable: readonly HoldReason[] = ['baseChanged', 'empty', 'shrunken'];

/** What a reading of everything found, of one type. */
export interface ReadCount {
  readonly type: ResourceType;
  /** Records that were there before. */
  readonly known: number;
  readonly read: number;
  /** Records that were there before and were not met, without those that somebody has allowed to be missing. */
  readonly missing: number;
}

/** Whether what was read may be true. Undefined: it may. */
export function judgeReading(
  counts: readonly ReadCount[],
  { atLeast, percent }: SourceSettings['missing'],
): 'empty' | 'shrunken' | undefined {
  const emptied = ({ type, known, read, missing }: ReadCount) =>
    type === 'User' && known > 0 && read === 0 && missing > 0;
  const shrunken = ({ known, missing }: ReadCount) => missing > atLeast && missing > (known * percent) / 100;
  if (counts.some(emptied)) return 'empty';
  return counts.some(shrunken) ? 'shrunken' : undefined;
}
