import { setTimeout } from 'node:timers/promises';

/** Time that only goes on, in milliseconds; what waits are slept on. Virtual in benches. */
export interface MonotonicClock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** The process's own. */
export const monotonicClock: MonotonicClock = {
  now: () => performance.now(),
  sleep: async (ms) => {
    await setTimeout(ms);
  },
};
