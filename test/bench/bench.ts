import type { BenchSite } from './bench-site.js';
import type { Line } from './line.js';

/** One bench: a file of its own in test/bench, listed in benches.ts. */
export interface Bench {
  /** What `npm run bench -- NAME` chooses it by. */
  readonly name: string;
  /** A line for who asks which there are. */
  readonly about: string;
  run(site: BenchSite): Promise<readonly Line[]>;
}
