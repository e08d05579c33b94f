import type { LinkKind } from '../link.js';
import type { Change } from '../plan/change.js';
import { changeKinds } from '../policy/change-kind.js';
import type { ChangeKind } from '../policy/change-kind.js';
import type { Demand } from '../policy/demand.js';
import { lineOf } from '../policy/limit.js';
import type { Policy } from '../policy/policy-settings.js';
import { costOf } from './estimate.js';
import type { Calls } from './estimate.js';

/** What a plan adds up to; a plain value, so that it can be kept between two batches. */
export interface Totals {
  /** Changes of each kind; of roles that lose people, the people. */
  readonly changes: Readonly<Record<ChangeKind, number>>;
  readonly calls: Calls;
  readonly texts: number;
  /** People, and departments and roles, that are, or will be, in DingTalk: what a share is a share of. */
  readonly people: number;
  readonly departments: number;
}

export const noTotals: Totals = {
  changes: {
    creates: 0,
    updates: 0,
    moved: 0,
    withoutDepartment: 0,
    leavers: 0,
    departmentDeletes: 0,
    roleRemovals: 0,
  },
  calls: {},
  texts: 0,
  people: 0,
  departments: 0,
};

/** What was counted by a version that told fewer kinds apart, with all of today's. */
export const wholeTotals = (kept: Totals): Totals => ({
  ...kept,
  changes: { ...noTotals.changes, ...kept.changes },
});

/** One Link that was planned. */
export interface Counted {
  readonly kind: LinkKind;
  /** Whether it is in DingTalk, or would be. */
  readonly there: boolean;
  readonly change?: Pick<Demand, 'kind' | 'units'> & { readonly change: Change };
}

/** Adds a batch of Links to what was counted before. */
export function addTo(before: Totals, batch: readonly Counted[]): Totals {
  const changes = { ...before.changes };
  const calls: Record<string, number> = { ...before.calls };
  let { texts, people, departments } = before;
  for (const { kind, there, change } of batch) {
    if (there && kind === 'account') people += 1;
    if (there && kind !== 'account') departments += 1;
    if (!change) continue;
    changes[change.kind] += change.units;
    const cost = costOf(change.change);
    texts += cost.texts;
    for (const [api, times] of Object.entries(cost.calls)) calls[api] = (calls[api] ?? 0) + times;
  }
  return { changes, calls, texts, people, departments };
}

/** How many changes of a kind a run may make unseen; infinity: as many as it likes. */
export const lineOfKind = (
  kind: ChangeKind,
  { people, departments }: Pick<Totals, 'people' | 'departments'>,
  { runs }: Policy,
): number => lineOf(runs[kind], kind === 'departmentDeletes' ? departments : people);

/** The kinds of which a run would make more changes than may go unseen. */
export const kindsOver = (totals: Totals, policy: Policy): readonly ChangeKind[] =>
  changeKinds.filter((kind) => totals.changes[kind] > lineOfKind(kind, totals, policy));
