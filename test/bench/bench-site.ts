import { endLeakedChildren } from '../support/child.js';
import { startPostgresWithTemplate } from '../support/postgres-with-template.js';
import type { PostgresWithTemplate } from '../support/postgres-with-template.js';
import { ownRedisMissing, startOwnRedis } from '../support/redis.js';
import type { OwnRedis } from '../support/redis.js';

/** What a server of a million people has at the least; PostgreSQL's own 128 MB are for a laptop. */
const settings = { shared_buffers: '1GB' } as const;

/** What all benches of a run stand on: servers of their own on free ports, ended with the run. */
export class BenchSite {
  private readonly closing: (() => Promise<unknown>)[] = [];

  private constructor(
    /** Less of everything, within 90 seconds; ratios still hold, medians are of fewer rounds. */
    readonly quick: boolean,
    private readonly postgres: PostgresWithTemplate,
    private readonly redis: OwnRedis | undefined,
  ) {}

  /** Starts a PostgreSQL that keeps its promises (fsync on), and a Redis where there is one to start. */
  static async open(quick: boolean): Promise<BenchSite> {
    const postgres = await startPostgresWithTemplate(true, settings);
    try {
      return new BenchSite(
        quick,
        postgres,
        ownRedisMissing === undefined ? await startOwnRedis() : undefined,
      );
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  }

  get redisUrl(): string | undefined {
    return this.redis?.url;
  }

  /** Has something closed before the site is, in the reverse order of opening. */
  keep<T>(thing: T, close: (thing: T) => Promise<unknown>): T {
    this.closing.push(() => close(thing));
    return thing;
  }

  /** Closes what was kept for one bench. */
  async clear(): Promise<void> {
    for (const close of this.closing.splice(0).reverse()) await close();
  }

  async close(): Promise<void> {
    try {
      await this.clear();
    } finally {
      endLeakedChildren();
      await this.redis?.stop();
      await this.postgres.stop();
    }
  }
}
