import { once } from 'node:events';
import pg from 'pg';
import { Store } from '#store';
import { testSealer } from '../../support/test-database.js';
import type { VirtualTime } from '../../support/virtual-time.js';

const poolSize = 24;
const statementTimeoutMs = 600_000;
/** What a statement, or a transaction, takes of the virtual time. */
const storeMs = 1;

/**
 * Names that are looked up before PostgreSQL's own: whatever statement asks what time it is has the virtual one. A
 * sequence is seen by every session at once, whatever transaction it is in.
 */
const virtualNow = `
  create schema virtual;
  create sequence virtual.instant;
  create function virtual.now() returns timestamptz stable language plpgsql
    as $$ begin return to_timestamp(pg_sequence_last_value('virtual.instant') / 1000000.0); end $$;
  create function virtual.clock_timestamp() returns timestamptz stable language plpgsql
    as $$ begin return to_timestamp(pg_sequence_last_value('virtual.instant') / 1000000.0); end $$;
  do $$ begin execute format('alter database %I set search_path = virtual, pg_catalog, public', current_database()); end $$;
  do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$;
  set synchronous_commit = off`;

/** The product's store on a real PostgreSQL whose clock is the virtual time. */
export class VirtualStore {
  /** The instant that PostgreSQL was told last. */
  private told = Number.NaN;

  private constructor(
    readonly store: Store,
    private readonly teller: pg.Client,
    private readonly time: VirtualTime,
    private readonly startedAt: number,
  ) {}

  /**
   * @param startedAt where virtual time begins, in ms since 1970
   */
  static async open(url: string, time: VirtualTime, startedAt: number): Promise<VirtualStore> {
    const teller = new pg.Client({ connectionString: url });
    await teller.connect();
    await teller.query(virtualNow);
    const options = { url, application: 'bench', poolSize, statementTimeoutMs };
    const store = await Store.open(options, testSealer, 500);
    const virtual = new VirtualStore(store, teller, time, startedAt);
    await virtual.tell();
    virtual.slow();
    return virtual;
  }

  /** Resolves when one of the statements that are under way has ended; undefined when none is. */
  work(): Promise<unknown> | undefined {
    const { master } = this.store.database.orm.driver as unknown as { readonly master: pg.Pool };
    const busy = master.totalCount > master.idleCount || master.waitingCount > 0;
    return busy ? once(master, 'release') : undefined;
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.teller.end();
  }

  /** Everything that is asked of the store takes its time, and meets PostgreSQL at the instant it is asked at. */
  private slow(): void {
    const { database } = this.store;
    const run = database.run.bind(database);
    const transaction = database.transaction.bind(database);
    const late = async <T>(work: () => Promise<T>): Promise<T> => {
      await this.time.sleep(storeMs);
      return this.time.stand(this.tell().then(work));
    };
    // No time passes inside a transaction: who waits for its locks waits in PostgreSQL.
    database.run = (statement, values) => late(() => run(statement, values));
    database.transaction = (work) => late(() => transaction(work));
  }

  private async tell(): Promise<void> {
    const instant = Math.round((this.startedAt + this.time.now()) * 1_000);
    if (instant === this.told) return;
    this.told = instant;
    await this.teller.query({
      name: 'tell',
      text: `select setval('virtual.instant', $1)`,
      values: [instant],
    });
  }
}
