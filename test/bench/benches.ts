import type { Bench } from './bench.js';
import { pace } from './pace.js';

/** All there are, in the order they run in. */
export const benches: readonly Bench[] = [pace];
