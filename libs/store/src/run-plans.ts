import type { LinkId } from '#common';
import type { ChangeKind, ItemState, RunKind, RunState, Totals } from '#provisioning';
import type { Database } from './database.js';
import { approveItems } from './sql/decide-items.js';
import { advanceRun, concludeRun, isStillPlanned, leadRun, lookAt, parkListed } from './sql/plan-run.js';
import type { LedRun, Stretch } from './sql/plan-run.js';
import { readSituation, walkSituations } from './sql/read-situation.js';
import type { LinkSituation } from './sql/read-situation.js';
import { appendItems, closeItems, lockLists } from './sql/run-items.js';
import type { NewItem } from './sql/run-items.js';

/** What came of planning some Links of a run. */
export interface PlannedBatch {
  /** The last of them. */
  readonly walkedTo: LinkId;
  /** Of the whole run, as far as it is planned. */
  readonly totals: Totals;
  readonly items: readonly NewItem[];
  /** Links that stood on another list for something that is desired no more. */
  readonly moved: readonly LinkId[];
  /** Links without a change that are to be looked at. */
  readonly look: readonly LinkId[];
}

/** How long a run belongs to the process that plans it; every batch begins the time anew. */
const leaseMs = 30_000;
const concludeAtOnce = 2_000;

/** The planning of runs, batch by batch: what one process leaves undone, another takes up. */
export class RunPlans {
  constructor(private readonly database: Database) {}

  /** The next run to plan. */
  async lead(): Promise<LedRun | undefined> {
    return leadRun(this.database, leaseMs);
  }

  /** The next Links that a run is to plan, with all that their plans are made from; none: it is planned. */
  async next(run: LedRun, groups: readonly string[], limit: number): Promise<readonly LinkSituation[]> {
    const { connectionId, covers, linkId, walkedTo } = run;
    switch (covers) {
      case 'all':
      case 'changed':
        return walkSituations(this.database, connectionId, covers, walkedTo ?? undefined, groups, limit);
      case 'one': {
        if (linkId === null || walkedTo !== null) return [];
        const read = await readSituation(this.database, connectionId, linkId, groups);
        return read ? [read] : [];
      }
      case 'items':
        return [];
    }
  }

  /** Keeps what was planned. @returns the run as it is now; undefined: it is no longer this process's to plan */
  async keep(run: LedRun, batch: PlannedBatch): Promise<LedRun | undefined> {
    const { connectionId, id, kind } = run;
    const { walkedTo, totals } = batch;
    const state: ItemState = kind === 'preview' ? 'shown' : 'held';
    return this.database.transaction(async (tx) => {
      if (!(await advanceRun(tx, run, { walkedTo, totals }, leaseMs))) return undefined;
      // What a single request has listed since it was read stands on the run's list from now on.
      const listed = state === 'shown' ? [] : batch.items.map((item) => item.linkId);
      const moved = [...batch.moved, ...listed];
      if (moved.length > 0) {
        await lockLists(tx, connectionId, moved);
        await closeItems(tx, connectionId, moved, 'moved');
      }
      await appendItems(tx, connectionId, id, batch.items, state);
      await lookAt(tx, connectionId, batch.look);
      return { ...run, walkedTo, totals, listed: run.listed + batch.items.length };
    });
  }

  /**
   * Ends the planning of a run: with kinds over a threshold it is held, else all it lists is let go. Its Links are
   * told first, so that nobody claims one of a held run before it is seen to be held.
   *
   * @returns whether it was still this process's to end
   */
  async conclude(run: LedRun, totals: Totals, kindsOver: readonly ChangeKind[]): Promise<boolean> {
    const state = stateAfter(run.kind, kindsOver, run.listed);
    const told = state === 'shown' ? 0 : run.listed;
    for (const stretch of stretches(told)) {
      if (!(await this.tell(run, state, stretch))) return false;
    }
    return this.database.transaction((tx) => concludeRun(tx, run, { state, kindsOver, totals }));
  }

  /** Tells Links of a part of the list what becomes of it. @returns whether the run is still to be ended */
  private async tell(run: LedRun, state: Concluded, part: Stretch): Promise<boolean> {
    const { connectionId, id } = run;
    return this.database.transaction(async (tx) => {
      // Another run may have overtaken it: its Links are that one's from then on.
      if (!(await isStillPlanned(tx, run))) return false;
      if (state === 'held') await parkListed(tx, run, part);
      if (state === 'released') await approveItems(tx, connectionId, id, part, 'engine');
      return true;
    });
  }
}

type Concluded = Extract<RunState, 'held' | 'released' | 'shown'>;

/** A rebuild is looked at whatever it brings: nobody knows what a lost store has missed. */
function stateAfter(kind: RunKind, kindsOver: readonly ChangeKind[], listed: number): Concluded {
  if (kind === 'preview') return 'shown';
  const over = kindsOver.length > 0 || kind === 'rebuild' || kind === 'deletion';
  return over && listed > 0 ? 'held' : 'released';
}

function* stretches(listed: number): Generator<Stretch> {
  for (let from = 1; from <= listed; from += concludeAtOnce) {
    yield { from, to: Math.min(from + concludeAtOnce - 1, listed) };
  }
}
