import { covers } from './change-kind.js';
import type { ChangeKind } from './change-kind.js';
import type { Demand } from './demand.js';

/** What was let through, or asked for, before: a kind of change towards a desired state. */
export interface Passage {
  readonly kind: ChangeKind;
  readonly fingerprint: string;
}

/** A change of a Link that stands on a list. */
export interface ListedChange extends Passage {
  readonly state: 'held' | 'approved' | 'dropped';
  /** The approval has run out. */
  readonly expired: boolean;
  /** The list is that of a run, not what single requests have added up to. */
  readonly ofRun: boolean;
}

/** Whether a change may be carried out. */
export type Verdict =
  /** It was approved, or has been paid for already. */
  | { readonly kind: 'passes' }
  /** It stands on a list as it is. */
  | { readonly kind: 'stays'; readonly reason: 'held' | 'dropped' }
  /** Something else is desired by now: it goes back on the list of its run, as something new to decide about. */
  | { readonly kind: 'relists' }
  /** It asks the budget; what stood on a list has fallen out. */
  | { readonly kind: 'asks' };

/**
 * Judges a change by the list that its Link stands on and by what it was let through for before. Only what was listed
 * and approved as it is now is let through without asking the budget.
 */
export function judge(
  demand: Pick<Demand, 'kind' | 'fingerprint'>,
  listed: ListedChange | undefined,
  passage: Passage | undefined,
): Verdict {
  if (listed && isSame(listed, demand)) {
    switch (listed.state) {
      case 'approved':
        return listed.expired ? { kind: 'asks' } : { kind: 'passes' };
      case 'held':
      case 'dropped':
        return { kind: 'stays', reason: listed.state };
    }
  }
  if (listed?.state === 'held' && listed.ofRun && removes(listed.kind) === removes(demand.kind)) {
    return { kind: 'relists' };
  }
  return passage && isSame(passage, demand) ? { kind: 'passes' } : { kind: 'asks' };
}

/** Whether what was listed or let through is what is to be done now. */
export const isSame = (before: Passage, now: Passage): boolean =>
  before.fingerprint === now.fingerprint && covers[before.kind].includes(now.kind);

const removes = (kind: ChangeKind): boolean => kind === 'leavers' || kind === 'departmentDeletes';
