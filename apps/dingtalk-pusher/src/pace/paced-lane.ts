import { PaceExhausted } from '#dingtalk';
import type { PaceSlot } from '#store';
import type { MonotonicClock } from './monotonic-clock.js';
import { graceMs, lateMs } from './spacing.js';
import type { StoreClock } from './store-clock.js';

/** Nobody waits longer for a slot: a lease lasts a minute, and a ban of five is nothing to sleep through. */
const horizonMs = 10_000;
/** What is not urgent takes no slot further ahead, so that what is urgent finds room behind it. */
const roomMs = 1_000;
/** Slots that one process holds at a time: what it loses when it stalls. */
const heldAtOnce = 5;

/** Who waits for a slot. */
export interface SlotWish {
  /** Between two calls of the lane. */
  readonly apartMs: number;
  /** Goes before those who are not. */
  readonly urgent: boolean;
}

interface Waiter extends SlotWish {
  readonly until: number;
  readonly go: () => void;
  readonly refuse: (error: unknown) => void;
}

/** Asks the store for a slot, at most `aheadMs` ahead. */
export type Reserve = (ask: {
  readonly apartMs: number;
  readonly aheadMs: number;
  readonly graceMs: number;
}) => Promise<PaceSlot>;

/**
 * What one process does about one lane: it holds a few slots, and when the time of one has come gives it to whoever
 * is first then. Leavers are, whoever the slot was asked for.
 */
export class PacedLane {
  private readonly waiters: Waiter[] = [];
  private held = 0;

  constructor(
    private readonly reserve: Reserve,
    private readonly clock: MonotonicClock,
    private readonly storeClock: StoreClock,
  ) {}

  get idle(): boolean {
    return this.waiters.length === 0 && this.held === 0;
  }

  /** Resolves when the call may be made. @throws PaceExhausted, StoreUnavailable */
  slot(wish: SlotWish): Promise<void> {
    return new Promise((go, refuse) => {
      const { apartMs, urgent } = wish;
      const waiter = { apartMs, urgent, until: this.clock.now() + horizonMs, go, refuse };
      const behind = urgent ? this.waiters.findIndex((other) => !other.urgent) : -1;
      this.waiters.splice(behind < 0 ? this.waiters.length : behind, 0, waiter);
      if (this.held < Math.min(heldAtOnce, this.waiters.length)) void this.hold();
    });
  }

  /** Gets slots and gives them away, one after the other, as long as there are waiters enough for all who do this. */
  private async hold(): Promise<void> {
    this.held += 1;
    for (;;) {
      this.refuseOverdue();
      const [first] = this.waiters;
      if (!first || this.waiters.length < this.held) break;
      try {
        const due = await this.take(first);
        if (due === undefined) continue;
        await this.sleepUntil(due);
        if (this.clock.now() - due <= lateMs) this.waiters.shift()?.go();
      } catch (error) {
        for (const { refuse } of this.waiters.splice(0)) refuse(error);
      }
    }
    this.held -= 1;
  }

  /** When the next slot is, on our clock; undefined after a wait for room. @throws PaceExhausted */
  private async take({ apartMs, urgent }: SlotWish): Promise<number | undefined> {
    const asked = this.clock.now();
    const aheadMs = urgent ? horizonMs : roomMs;
    const { granted, now, slot } = await this.reserve({ apartMs, aheadMs, graceMs });
    this.storeClock.hear(asked, this.clock.now(), now);
    if (granted) return this.storeClock.onOurs(slot);
    if (slot - now >= horizonMs) throw new PaceExhausted(slot - now);
    await this.clock.sleep(Math.max(1, slot - now - aheadMs));
    return undefined;
  }

  private refuseOverdue(): void {
    const now = this.clock.now();
    const waiting = this.waiters.length;
    for (let at = waiting - 1; at >= 0; at -= 1) {
      const waiter = this.waiters[at];
      if (!waiter || waiter.until > now) continue;
      this.waiters.splice(at, 1);
      waiter.refuse(new PaceExhausted(waiting * waiter.apartMs));
    }
  }

  private async sleepUntil(due: number): Promise<void> {
    for (let left = due - this.clock.now(); left > 0; left = due - this.clock.now())
      await this.clock.sleep(left);
  }
}
