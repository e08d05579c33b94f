import { randomUUID } from 'node:crypto';
import type { ConnectionId, LinkId } from '#common';
import type { RunKind, RunState } from '#provisioning';
import { activityContext } from './activity-log.js';
import type { ChangedValues } from './activity-log.js';
import type { Transactional } from './database.js';
import { WrongSealingKey } from './sealing.js';
import type { Sealer } from './sealing.js';
import { approveItems, checksumOf, dropItems, lockRun } from './sql/decide-items.js';
import type { Choice } from './sql/decide-items.js';
import { countItems, listItems } from './sql/list-items.js';
import type { CountedItems, ItemQuery, ItemRow } from './sql/list-items.js';
import { noteDecision } from './sql/note-decision.js';
import type { ConnectionDecision } from './sql/note-decision.js';
import { settleRuns } from './sql/run-items.js';
import {
  endGathering,
  findGathering,
  goOnGathering,
  insertRun,
  listRuns,
  readRun,
  supersedeRuns,
} from './sql/run-rows.js';
import type { Run, RunCoverage } from './sql/run-rows.js';

/** A listed change with its values in the clear: not to be shown to everybody. */
export interface RunItem extends Omit<ItemRow, 'valuesSealed'> {
  /** null: none, expired, or sealed by a key that is lost. */
  readonly values: ChangedValues | null;
}

/** What somebody decides about a run's list. */
export interface Decision {
  /** The list as it was seen: what has joined since is not decided about. */
  readonly checksum: string;
  /** Only these places, only these kinds; absent: all. */
  readonly only?: Pick<Choice, 'seqs' | 'kinds'>;
  readonly decidedBy: string;
}

export type Decided =
  | { readonly kind: 'decided'; readonly items: number }
  /** There is no such run, or nothing to decide about it. */
  | { readonly kind: 'absent' }
  /** The checksum stands for no list that this run ever showed. */
  | { readonly kind: 'otherList' };

/** Who gathers and is not heard of for so long has gathered all there is. */
const gatherPatienceMs = 600_000;
const decideAtOnce = 2_000;

/**
 * The runs of one connection. Whoever is about to change many Links begins one, writes, joins it now and then, and
 * closes it: then it is planned whole by the pusher, and held or let go. While it gathers or is planned, nothing of
 * the connection is carried out.
 */
export class Runs {
  constructor(
    private readonly database: Transactional,
    private readonly sealer: Sealer,
    private readonly connectionId: ConnectionId,
  ) {}

  /**
   * Begins a run that gathers what has changed until it is closed, or was not joined for ten minutes. What earlier
   * runs of its kind still hold is planned anew with it.
   *
   * @param covers `changed`: the Links that are due or have changed when it is closed; `all`: every Link
   */
  async begin(
    kind: Exclude<RunKind, 'trickle' | 'preview'>,
    requestedBy: string,
    covers: Extract<RunCoverage, 'all' | 'changed'> = 'changed',
  ): Promise<string> {
    const id = randomUUID();
    await this.database.transaction(async (tx) => {
      await supersedeRuns(tx, this.connectionId, [kind]);
      const run = { id, kind, covers, state: 'gathering', requestedBy } as const;
      await insertRun(tx, this.connectionId, run, gatherPatienceMs);
    });
    return id;
  }

  /** The run that was begun in somebody's name and left before it was closed: the one who does his work now goes on. */
  async left(kind: RunKind, requestedBy: string): Promise<string | undefined> {
    return findGathering(this.database, this.connectionId, kind, requestedBy);
  }

  /** Says that more is to come. @returns false when the run gathers no more: begin another */
  async join(id: string): Promise<boolean> {
    return goOnGathering(this.database, this.connectionId, id, gatherPatienceMs);
  }

  /** All is written: the pusher plans it. */
  async close(id: string): Promise<void> {
    await endGathering(this.database, this.connectionId, id);
  }

  /** Asks for a plan that nobody means to carry out: of the whole connection, or of one Link. @returns its id */
  async preview(requestedBy: string, linkId?: LinkId): Promise<string> {
    const id = randomUUID();
    const about = linkId === undefined ? { covers: 'all' as const } : { covers: 'one' as const, linkId };
    const run = { id, kind: 'preview', state: 'planning', requestedBy, ...about } as const;
    await insertRun(this.database, this.connectionId, run, 0);
    return id;
  }

  async read(id: string): Promise<Run | undefined> {
    return readRun(this.database, this.connectionId, id);
  }

  /** Newest first. */
  async list(query: { readonly state?: RunState; readonly limit: number }): Promise<readonly Run[]> {
    return listRuns(this.database, this.connectionId, query);
  }

  async counts(id: string): Promise<readonly CountedItems[]> {
    return countItems(this.database, this.connectionId, id);
  }

  /** A page of its list, in its order. */
  async items(id: string, query: ItemQuery): Promise<readonly RunItem[]> {
    const rows = await listItems(this.database, this.connectionId, id, query);
    return rows.map(({ valuesSealed, ...row }) => ({ ...row, values: this.open(valuesSealed) }));
  }

  /** Stands for the list of a run as it is now. */
  async checksum({ id, listed }: Pick<Run, 'id' | 'listed'>): Promise<string> {
    return checksumOf(this.database, this.connectionId, id, listed);
  }

  /**
   * Lets what was seen be carried out, once: what has joined or fallen out since is not part of it. An approval of
   * what removes somebody or something ends after seven days.
   */
  async approve(id: string, decision: Decision): Promise<Decided> {
    return this.decide(id, decision, { carry: approveItems, ofDeletion: 'deletion.approved' });
  }

  /** Refuses what was seen, until something else is desired. */
  async drop(id: string, decision: Decision): Promise<Decided> {
    return this.decide(id, decision, { carry: dropItems, ofDeletion: 'deletion.dropped' });
  }

  private async decide(
    id: string,
    { checksum, only = {}, decidedBy }: Decision,
    { carry, ofDeletion }: { readonly carry: typeof approveItems; readonly ofDeletion: ConnectionDecision },
  ): Promise<Decided> {
    const upTo = Number(/^(\d{1,9})-/.exec(checksum)?.[1] ?? Number.NaN);
    const run = await this.read(id);
    if (!run || Number.isNaN(upTo)) return { kind: run ? 'otherList' : 'absent' };
    if ((await checksumOf(this.database, this.connectionId, id, upTo)) !== checksum)
      return { kind: 'otherList' };
    let items = 0;
    for (let from = 1; from <= upTo; from += decideAtOnce) {
      const choice = { from, to: Math.min(from + decideAtOnce - 1, upTo), ...only };
      const decided = await this.database.transaction(async (tx) => {
        if (!(await lockRun(tx, this.connectionId, id))) return undefined;
        const n = await carry(tx, this.connectionId, id, choice, decidedBy);
        await settleRuns(tx, this.connectionId, [id]);
        // That a connection is to end with all that is its own is about the connection as a whole.
        if (run.kind === 'deletion' && items === 0 && n > 0)
          await noteDecision(tx, this.connectionId, ofDeletion, decidedBy);
        return n;
      });
      if (decided === undefined) return items > 0 ? { kind: 'decided', items } : { kind: 'absent' };
      items += decided;
    }
    return { kind: 'decided', items };
  }

  private open(sealed: string | null): ChangedValues | null {
    if (sealed === null) return null;
    try {
      return JSON.parse(this.sealer.open(sealed, activityContext(this.connectionId))) as ChangedValues;
    } catch (error) {
      if (error instanceof WrongSealingKey) return null;
      throw error;
    }
  }
}
