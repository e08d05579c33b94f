import type { ConnectionId } from '#common';
import type { SourceSettings } from '#provisioning';
import type { Pulled, RunProgress, TokenOwner } from '#store';

/** A run cannot go on: somebody ended it, the process ends, or its Source is somebody else's by now. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  constructor(readonly why: 'cancelled' | 'closing' | 'lost') {
    super(`the run was stopped: ${why}`);
  }
}

/** How long a Source is ours after a beat, and how often that beats. */
export const leaseMs = 60_000;
const beatEveryMs = 2_000;

type Counts = { -readonly [Name in keyof RunProgress]: RunProgress[Name] };

/** One run while it is under way: what it works on, how far it is, and its heart. */
export class PullRun {
  readonly progress: Counts = {
    state: 'reading',
    pages: 0,
    usersRead: 0,
    groupsRead: 0,
    usersTotal: null,
    groupsTotal: null,
    toChange: 0,
    changed: 0,
    deleted: 0,
    blocked: 0,
    missing: 0,
  };
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();
  readonly startedAt = performance.now();
  private heldUntil = performance.now() + leaseMs;
  private why: RunStopped['why'] | undefined;

  constructor(
    readonly connectionId: ConnectionId,
    readonly id: string,
    readonly epoch: number,
    readonly owner: TokenOwner,
    readonly settings: SourceSettings,
    readonly pulled: Pulled,
  ) {}

  /** Ends whatever waits for the Source when the run is stopped. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Begins to beat. */
  start(): void {
    this.timer = setTimeout(() => {
      this.beating = this.beat(leaseMs).finally(() => {
        if (this.timer !== undefined) this.start();
      });
    }, beatEveryMs);
  }

  stop(why: RunStopped['why']): void {
    this.why ??= why;
    this.controller.abort();
  }

  /** Beats a last time, so that what is told is how it ended. @param keepMs how long the Source is to stay ours */
  async end(keepMs: number): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.beating;
    await this.beat(keepMs);
  }

  /** Beats now, for what others have to know before anything else happens. @throws RunStopped, StoreUnavailable */
  async tell(): Promise<void> {
    const { id: runId, epoch } = this;
    const told = await this.pulled.beat({ runId, epoch }, leaseMs, this.progress);
    if (!told) this.stop('lost');
    this.demandHeld();
  }

  /** @throws RunStopped where the run must not write any more */
  demandHeld(): void {
    if (performance.now() > this.heldUntil) this.stop('lost');
    if (this.why !== undefined) throw new RunStopped(this.why);
  }

  private async beat(keepMs: number): Promise<void> {
    const at = performance.now();
    try {
      const { id: runId, epoch } = this;
      const beaten = await this.pulled.beat({ runId, epoch }, keepMs, this.progress);
      if (!beaten) this.stop('lost');
      else if (beaten.cancelled) this.stop('cancelled');
      // A little less than the store believes.
      else this.heldUntil = at + keepMs * 0.75;
    } catch {
      // The store is away: the lease goes on to its end, and demandHeld() knows it.
    }
  }
}
