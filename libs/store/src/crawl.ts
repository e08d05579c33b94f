import type { ConnectionId } from '#common';
import type { FieldPermission, Mirrored, MirroredKind } from '#provisioning';
import type { Database, Queryable } from './database.js';
import { publishRows, removeAbsent } from './mirror.js';
import { addSteps } from './sql/mirror/add-steps.js';
import { analyzeMirrored } from './sql/mirror/analyze-mirrored.js';
import { claimSteps } from './sql/mirror/claim-steps.js';
import { clearStaged } from './sql/mirror/clear-staged.js';
import { countSuspects } from './sql/mirror/count-suspects.js';
import { endCrawl } from './sql/mirror/end-crawl.js';
import { endStep } from './sql/mirror/end-step.js';
import { freeUserNames } from './sql/mirror/free-user-names.js';
import { giveBackSteps } from './sql/mirror/give-back-steps.js';
import { lockMirror } from './sql/mirror/lock-mirror.js';
import { markHidden } from './sql/mirror/mark-hidden.js';
import { markPartial } from './sql/mirror/mark-partial.js';
import { mirroredRow } from './sql/mirror/mirrored-row.js';
import { moveCrawl } from './sql/mirror/move-crawl.js';
import { readCrawl } from './sql/mirror/read-crawl.js';
import { stageMirrored } from './sql/mirror/stage-mirrored.js';
import { stagedAbsences } from './sql/mirror/staged-absences.js';
import { stagedChanges } from './sql/mirror/staged-changes.js';
import type { NewStep, Step, StepKind } from './sql/mirror/steps.js';
import { suspectSteps } from './sql/mirror/suspect-steps.js';

const atOnce = 500;
const clearedAtOnce = 5_000;
/** After how many rows of a kind the planner is told of them; then after so many times as many. */
const toldAfter = { rows: 2_000, times: 2 } as const;

/** What a step of a reading has found. */
export interface StepFindings {
  readonly found?: readonly Mirrored[];
  /** Not there, or not to be mirrored. */
  readonly absent?: readonly { readonly kind: MirroredKind; readonly externalId: string }[];
  readonly next?: readonly NewStep[];
  /** The app does not see everything. */
  readonly partial?: boolean;
  readonly hidden?: readonly FieldPermission[];
}

/** What is decided of a reading that has nothing left to ask for. */
export interface CrawlVerdicts {
  /** Whether so many have vanished that an administrator must decide. */
  readonly isMassDisappearance: (known: number, vanished: number) => boolean;
  readonly staySeconds: number;
  readonly nextInMs: number;
}

/** What became of a reading: `going on` has steps to make, `nothing` is none. */
export type CrawlMove = 'nothing' | 'going on' | 'held' | 'confirming' | 'published';

/** A reading of a whole organisation: its steps, what they found, and the one moment in which it is shown. */
export class Crawl {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {}

  async claim(kinds: readonly StepKind[], limit: number): Promise<readonly Step[]> {
    return claimSteps(this.database, this.connectionId, kinds, limit);
  }

  async giveBack(steps: readonly Step[]): Promise<void> {
    await giveBackSteps(
      this.database,
      this.connectionId,
      steps.map(({ id }) => id),
    );
  }

  /**
   * Commits a step: what it found and what follows from it, or nothing where somebody else has made it. Steps come
   * before what they found, and the reading's own row last: whoever adds a step that is just being ended waits for its
   * end with nothing in hand that this one may want. Steps lead downwards, so that no two add each other's.
   */
  async commit(step: Step, findings: StepFindings): Promise<void> {
    const { connectionId } = this;
    const { found = [], absent = [], next = [], partial = false, hidden = [] } = findings;
    const rows = [
      ...found.map((one) => ({ kind: one.kind, externalId: one.externalId, row: mirroredRow(one, step.at) })),
      ...absent.map(({ kind, externalId }) => ({ kind, externalId, row: null })),
    ];
    await this.database.transaction(async (tx) => {
      if (!(await endStep(tx, connectionId, step.id))) return;
      await addSteps(tx, connectionId, next);
      await stageMirrored(tx, connectionId, rows, step.at);
      if (partial) await markPartial(tx, connectionId);
      if (hidden.length > 0) await markHidden(tx, connectionId, hidden);
    });
  }

  /**
   * Moves a reading on that has no step left: suspects are asked for, or it is held, or it is published. The swap is
   * one transaction: nobody ever reads half of it.
   */
  async moveOn(verdicts: CrawlVerdicts): Promise<CrawlMove> {
    const { connectionId } = this;
    return this.database.transaction(async (tx) => {
      await lockMirror(tx, connectionId);
      const crawl = await readCrawl(tx, connectionId);
      if (!crawl || crawl.stage === 'idle') return 'nothing';
      if (crawl.stage === 'held') return 'held';
      if (crawl.pending) return 'going on';
      const counts = await countSuspects(tx, connectionId);
      if (crawl.stage === 'reading') {
        if (verdicts.isMassDisappearance(counts.known, counts.vanished)) {
          await moveCrawl(tx, connectionId, 'held', counts);
          return 'held';
        }
        if ((await suspectSteps(tx, connectionId)) > 0) {
          await moveCrawl(tx, connectionId, 'confirming', counts);
          return 'confirming';
        }
      }
      await swap(tx, connectionId, verdicts.staySeconds);
      await endCrawl(tx, connectionId, { published: true, nextInMs: verdicts.nextInMs, counts });
      return 'published';
    });
  }

  /** Lets a held reading go on: suspects are asked for, then it is published. @returns whether one was held */
  async release(): Promise<boolean> {
    const { connectionId } = this;
    return this.database.transaction(async (tx) => {
      await lockMirror(tx, connectionId);
      if ((await readCrawl(tx, connectionId))?.stage !== 'held') return false;
      await suspectSteps(tx, connectionId);
      await moveCrawl(tx, connectionId, 'confirming');
      return true;
    });
  }

  /** Clears away what a reading that has ended left behind, if there is one; one under way is not touched. */
  async clear(): Promise<void> {
    let cleared: number;
    do cleared = await clearStaged(this.database, this.connectionId, clearedAtOnce);
    while (cleared === clearedAtOnce);
  }

  /** Throws a reading away: what is shown stays. @returns whether there was one */
  async discard(nextInMs: number): Promise<boolean> {
    const { connectionId } = this;
    return this.database.transaction(async (tx) => {
      await lockMirror(tx, connectionId);
      const crawl = await readCrawl(tx, connectionId);
      if (!crawl || crawl.stage === 'idle') return false;
      await endCrawl(tx, connectionId, { published: false, nextInMs });
      return true;
    });
  }
}

/** Shows what a reading has staged, some rows at a time: departments before those who lie in them. */
async function swap(tx: Queryable, connectionId: ConnectionId, staySeconds: number): Promise<void> {
  for (;;) {
    const absent = await stagedAbsences(tx, connectionId, atOnce, staySeconds > 0);
    if (absent.length === 0) break;
    await removeAbsent(tx, connectionId, absent, staySeconds);
    if (absent.length < atOnce) break;
  }
  await freeUserNames(tx, connectionId);
  for (const kind of ['department', 'role', 'account'] as const) {
    let published = 0;
    let tellAt: number = toldAfter.rows;
    for (let externalId = ''; ;) {
      const changes = await stagedChanges(tx, connectionId, { kind, externalId }, atOnce);
      const last = changes.at(-1);
      if (!last) break;
      await publishRows(
        tx,
        connectionId,
        changes.map(({ row }) => row),
      );
      externalId = last.externalId;
      published += changes.length;
      if (published < tellAt) continue;
      await analyzeMirrored(tx);
      tellAt = published * toldAfter.times;
    }
  }
}
