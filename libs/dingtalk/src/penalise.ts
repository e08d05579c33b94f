import type { Throttled } from './errors.js';
import type { AppAt } from './hosts.js';
import type { Pace } from './ports.js';

/** Silences what a throttle concerns: one API, the whole app, or everything that leaves through our address. */
export async function penalise(pace: Pace, app: AppAt, api: string, throttled: Throttled): Promise<void> {
  switch (throttled.of) {
    case 'api':
      return pace.penalise(app, api, throttled.waitMs);
    case 'app':
      return pace.penaliseApp(app, throttled.waitMs);
    case 'address':
      return pace.penaliseAddress(throttled.waitMs);
  }
}
