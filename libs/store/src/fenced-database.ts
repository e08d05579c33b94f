import type { ConnectionId } from '#common';
import type { Queryable, Statement, Transactional } from './database.js';
import { demandSource } from './sql/source-lease.js';

/** What a run holds a connection's Source by: the number of its claim. */
export interface Fence {
  readonly connectionId: ConnectionId;
  readonly epoch: number;
}

/**
 * Writes only while a Source is held: every transaction begins by looking whether it still is, and keeps it so to its
 * end. A process that was asleep when its lease ran out may believe whatever it likes of itself.
 */
export class FencedDatabase implements Transactional {
  constructor(
    private readonly database: Transactional,
    private readonly fence: Fence,
  ) {}

  /** @throws LeaseLost */
  async run<Row>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.transaction((tx) => tx.run<Row>(statement, values));
  }

  /** @throws LeaseLost */
  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    const { connectionId, epoch } = this.fence;
    return this.database.transaction(async (tx) => {
      await demandSource(tx, connectionId, epoch);
      return work(tx);
    });
  }
}
