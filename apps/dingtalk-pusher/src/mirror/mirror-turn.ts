import { Rejected } from '#dingtalk';
import { backoffMs } from '#provisioning';
import type { DueSubject, Step, StepKind } from '#store';
import { monotonicClock } from '../pace/monotonic-clock.js';
import { troubleOf } from '../trouble.js';
import type { Trouble } from '../trouble.js';
import { reshapeMembers } from './reshape.js';
import { lookAt } from './look.js';
import { makeStep } from './step.js';
import type { MirrorTerms } from './terms.js';

/** Steps by the API they wait for: none keeps another's slots idle. */
const lines: readonly { readonly kinds: readonly StepKind[]; readonly atOnce: number }[] = [
  { kinds: ['scope', 'department', 'children', 'suspect-department'], atOnce: 6 },
  { kinds: ['members'], atOnce: 6 },
  { kinds: ['person', 'suspect-account'], atOnce: 6 },
  { kinds: ['roles', 'role', 'suspect-role'], atOnce: 2 },
];
const dueAtOnce = 4;

/** Trouble that stops a mirror for a while, or for good. */
export type MirrorTrouble = Extract<Trouble, { readonly of: 'lane' | 'connection' }>;

/** One turn's reading for one mirror, shared by its workers. */
export class MirrorTurn {
  readonly counts = { steps: 0, looked: 0 };
  trouble: MirrorTrouble | undefined;
  private busy = 0;
  /** Counts the moments at which there may be more to do; who finds nothing sleeps until the next. */
  private moment = 0;
  private readonly sleepers: (() => void)[] = [];
  private readonly until: number;

  /** @param failures how often in a row the mirror has failed before */
  constructor(
    private readonly terms: MirrorTerms,
    private readonly failures: number,
    turnMs: number,
    private readonly now: () => number = () => monotonicClock.now(),
  ) {
    this.until = this.now() + turnMs;
  }

  /** Works until nothing is left, time is over, or trouble comes. After trouble one call tries whether it is over. */
  async run(): Promise<void> {
    if (this.failures > 0 && !(await this.tryOne())) return;
    await Promise.all([
      ...lines.flatMap(({ kinds, atOnce }) => Array.from({ length: atOnce }, () => this.makeSteps(kinds))),
      ...Array.from({ length: dueAtOnce }, () => this.lookAtDue()),
    ]);
  }

  private get over(): boolean {
    return this.trouble !== undefined || this.now() >= this.until;
  }

  private async tryOne(): Promise<boolean> {
    const [due] = await this.terms.mirror.claimDue(1);
    if (due)
      await this.attempt(
        () => this.look(due),
        () => this.postpone(due),
      );
    else {
      const [step] = await this.terms.crawl.claim(
        lines.flatMap(({ kinds }) => kinds),
        1,
      );
      if (step) await this.step(step);
    }
    if (this.trouble) return false;
    await this.terms.mirror.calm();
    return true;
  }

  /** While others are at work, more may be to do. */
  private async makeSteps(kinds: readonly StepKind[]): Promise<void> {
    while (!this.over) {
      const { moment } = this;
      const [step] = await this.terms.crawl.claim(kinds, 1);
      if (step) await this.step(step);
      else if (moment === this.moment && this.busy === 0) return;
      else if (moment === this.moment) await new Promise<void>((wake) => this.sleepers.push(wake));
    }
  }

  private async lookAtDue(): Promise<void> {
    while (!this.over) {
      const [due] = await this.terms.mirror.claimDue(1);
      if (!due) return;
      await this.attempt(
        () => this.look(due),
        () => this.postpone(due),
      );
    }
  }

  private async step(step: Step): Promise<void> {
    const { crawl } = this.terms;
    await this.attempt(
      async () => {
        const findings = await makeStep(this.terms, step);
        await crawl.commit(step, findings);
        this.counts.steps += 1;
        if (findings.next?.length) this.wake();
      },
      () => crawl.giveBack([step]),
    );
  }

  private async look(due: DueSubject): Promise<void> {
    const { connection, mirror } = this.terms;
    const { found, renamed, moved = false } = await lookAt(this.terms, due);
    await mirror.publish(due, found, connection.settings.mirror.leaversStaySeconds);
    if (renamed) {
      await reshapeMembers(this.terms, renamed);
      // Whoever was read before it had this name is shown with the old one.
      if ((await mirror.state())?.stage !== 'idle') await mirror.askForCrawl('renamed');
    }
    // What lies below it enters or leaves the mirror with it.
    if (moved) await mirror.askForCrawl('moved');
    this.counts.looked += 1;
  }

  private postpone(due: DueSubject): Promise<void> {
    return this.terms.mirror.postpone(due, backoffMs(due.attempts));
  }

  private async attempt(work: () => Promise<void>, undo: () => Promise<void>): Promise<void> {
    this.busy += 1;
    try {
      await work();
    } catch (error) {
      const trouble = mirrorTroubleOf(error, this.failures);
      await undo();
      if (!trouble) throw error;
      this.trouble ??= trouble;
    } finally {
      this.busy -= 1;
      if (this.busy === 0) this.wake();
    }
  }

  private wake(): void {
    this.moment += 1;
    for (const sleeper of this.sleepers.splice(0)) sleeper();
  }
}

/** A read may be repeated whatever became of it: what would be one record's trouble is the mirror's for a while. */
export function mirrorTroubleOf(error: unknown, failures: number): MirrorTrouble | undefined {
  const trouble = troubleOf(error, failures);
  if (!trouble || trouble.of === 'lane' || trouble.of === 'connection') return trouble;
  if (error instanceof Rejected || trouble.of !== 'link') return undefined;
  return { of: 'lane', reason: 'unreachable', forMs: backoffMs(failures + 1), counts: true };
}
