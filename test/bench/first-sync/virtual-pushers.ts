import { EMPTY } from 'rxjs';
import type { DrainBell } from '#common';
import { Tokens } from '#dingtalk';
import { Bells } from '#queue';
import type { Bell } from '#queue';
import type { Logger } from '#runtime';
import { sweep } from '#store';
import type { Store } from '#store';
import { Clients } from '../../../apps/dingtalk-pusher/src/clients.js';
import { Drain } from '../../../apps/dingtalk-pusher/src/drain.js';
import { Metrics } from '../../../apps/dingtalk-pusher/src/metrics.js';
import { lowestPace, PostgresPace } from '../../../apps/dingtalk-pusher/src/pace/postgres-pace.js';
import { PostgresTokenStore } from '../../../apps/dingtalk-pusher/src/token-store.js';
import type { VirtualTime } from '../../support/virtual-time.js';
import type { SimulatedTransport } from './simulated-transport.js';

const sweepMs = 1_000;
/** A bell's batch, and its way through the queue. */
const bellMs = 25;
const perSlot = 50;
const maxSlots = 4;

/** What replicas share. */
export interface Surroundings {
  readonly store: Store;
  readonly transport: SimulatedTransport;
  readonly time: VirtualTime;
  /** How late a process wakes. */
  readonly waking: () => number;
}

/** Replicas of the pusher in virtual time: their drains, lanes and statements; bells are handed over in this process. */
export class VirtualPushers {
  private readonly drains: readonly Drain[];
  private readonly rung = new Map<string, 'waiting' | 'active' | 'again'>();
  private readonly bells = new Bells({
    emit: (_, bell) => {
      this.ring(bell as Bell<DrainBell>);
      return EMPTY;
    },
  });
  private turn = 0;
  private failure: Error | undefined;

  constructor(
    private readonly surroundings: Surroundings,
    replicas: number,
  ) {
    this.drains = Array.from({ length: replicas }, (_, n) => this.drainOf(n));
  }

  /** Sweeps once a second, until time stands still. @throws what a drain has thrown */
  async start(): Promise<never> {
    for (;;) {
      await sweep(this.surroundings.store.database, perSlot * maxSlots, (lanes) => {
        for (const { connectionId, lane, n } of lanes)
          for (let slot = 0; slot < Math.min(Math.ceil(n / perSlot), maxSlots); slot += 1)
            this.bells.drain(connectionId, lane, slot);
        return Promise.resolve();
      });
      await this.surroundings.time.sleep(sweepMs);
    }
  }

  /** Tells what went wrong, if anything did. */
  check(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  private drainOf(n: number): Drain {
    const { store, transport, time, waking } = this.surroundings;
    const clock = {
      now: () => time.now() + n * 12_345,
      sleep: (ms: number) => time.sleep(ms + waking()),
    };
    const pace = new PostgresPace(store.database, { egressCallsPerSecond: 400, egress: 'bench' }, clock);
    const tokens = new Tokens(
      transport,
      new PostgresTokenStore(store.database, store.sealer),
      pace.of(lowestPace),
    );
    const metrics = new Metrics(store.database);
    const clients = new Clients({ transport, tokens, pace }, metrics, store.connections, {
      call: () => undefined,
    });
    return new Drain(store, clients, this.bells, this.strict, clock);
  }

  /** What goes wrong here is a bug. */
  private readonly strict: Logger = {
    info: () => undefined,
    warn: (event, fields) => (this.failure ??= new Error(`${event} ${JSON.stringify(fields)}`)),
    error: (event, fields) => (this.failure ??= new Error(`${event} ${JSON.stringify(fields)}`)),
  };

  /** While a job of a key waits, ringing again does nothing; while one is active, one more follows it. */
  private ring(bell: Bell<DrainBell>): void {
    const state = this.rung.get(bell.deduplicationKey);
    if (state === 'active') this.rung.set(bell.deduplicationKey, 'again');
    if (state !== undefined) return;
    this.rung.set(bell.deduplicationKey, 'waiting');
    void this.answer(bell);
  }

  private async answer({ deduplicationKey: key, payload }: Bell<DrainBell>): Promise<void> {
    const { time } = this.surroundings;
    do {
      await time.sleep(bellMs);
      this.rung.set(key, 'active');
      this.turn += 1;
      const drain = this.drains[this.turn % this.drains.length];
      try {
        await drain?.run(payload, () => Promise.resolve());
      } catch (error) {
        this.failure ??= error instanceof Error ? error : new Error('a drain threw no error');
      }
    } while (this.rung.get(key) === 'again');
    this.rung.delete(key);
  }
}
