import { randomUUID } from 'node:crypto';
import { reserveSlot, slowLane } from '#store';
import type { Database } from '#store';
import { PacedLane } from '../../../apps/dingtalk-pusher/src/pace/paced-lane.js';
import { apartMs } from '../../../apps/dingtalk-pusher/src/pace/spacing.js';
import { StoreClock } from '../../../apps/dingtalk-pusher/src/pace/store-clock.js';
import { seeded } from '../random.js';
import { VirtualTime } from '../../support/virtual-time.js';
import { windowOf } from './window.js';
import type { WindowKind } from './window.js';

export interface Simulated {
  /** Calls that were allowed, over those that DingTalk allows. */
  readonly utilisation: number;
  readonly calls: number;
  readonly throttled: number;
}

export interface Scene {
  readonly replicas: number;
  readonly allowed: number;
  readonly window: WindowKind;
  readonly seconds: number;
  /** How much longer one call may be under way than another, in milliseconds. */
  readonly networkMs: number;
}

/** All of a run's delays, in milliseconds, drawn from one seed. */
interface Delays {
  readonly network: () => number;
  readonly store: () => number;
  /** How late a process wakes: the timer's millisecond, and now and then the rest of what it was busy with. */
  readonly waking: () => number;
}

const startedAt = Date.UTC(2030, 0, 1);
const warmUpMs = 1_000;
const answerMs = 10;

/**
 * Replicas that call as fast as they may, in virtual time: the lanes and the statements of the product, the real
 * store, and the clock, the network and DingTalk's counting made up.
 */
export async function simulate(database: Database, scene: Scene): Promise<Simulated> {
  const time = new VirtualTime();
  const { replicas, allowed, window, seconds, networkMs } = scene;
  const random = seeded(replicas * 1_000 + allowed);
  const delays: Delays = {
    network: () => random() * networkMs,
    store: () => 0.2 + random() * 1.5,
    waking: () => (random() < 0.01 ? random() * 12 : random() * 1.2),
  };
  const admits = windowOf(window, allowed);
  const counts = { allowed: 0, throttled: 0 };
  const end = warmUpMs + seconds * 1_000;
  const arrive = () => {
    const fine = admits(time.now());
    if (time.now() >= warmUpMs && time.now() < end) counts[fine ? 'allowed' : 'throttled'] += 1;
    return fine;
  };
  const replica = replicaOf(database, time, delays, scene);
  for (let n = 0; n < replicas; n += 1) {
    const slot = replica(n);
    for (let caller = 0; caller < allowed / 2; caller += 1) void keepCalling(slot, time, delays, arrive);
  }
  await time.passUntil(end);
  return {
    utilisation: counts.allowed / (allowed * seconds),
    calls: counts.allowed + counts.throttled,
    throttled: counts.throttled,
  };
}

interface Slots {
  readonly next: () => Promise<void>;
  readonly throttled: () => Promise<void>;
}

/** Makes processes: each has a clock of its own and asks the one store. */
function replicaOf(database: Database, time: VirtualTime, delays: Delays, scene: Scene) {
  const at = () => startedAt + time.now();
  const lane = { baseUrl: 'http://virtual', appKey: randomUUID(), api: '/' };
  const address = { egress: lane.appKey, egressApartMs: 1_000 / 400 };
  return (n: number): Slots => {
    const clock = {
      now: () => time.now() + n * 12_345,
      sleep: (ms: number) => time.sleep(ms + delays.waking()),
    };
    const paced = new PacedLane(
      async (ask) => {
        await time.sleep(delays.store());
        const slot = await time.stand(reserveSlot(database, lane, { ...ask, ...address }, at()));
        await time.sleep(delays.store());
        return slot;
      },
      clock,
      new StoreClock(),
    );
    return {
      next: () => paced.slot({ apartMs: apartMs(scene.allowed), urgent: false }),
      throttled: () => time.stand(slowLane(database, lane, 1_000, at())),
    };
  };
}

async function keepCalling(
  slots: Slots,
  time: VirtualTime,
  delays: Delays,
  arrive: () => boolean,
): Promise<never> {
  for (;;) {
    await slots.next();
    await time.sleep(delays.network());
    const fine = arrive();
    await time.sleep(answerMs + delays.network());
    if (!fine) await slots.throttled();
  }
}
