import type { ConnectionId } from '#common';
import { probeMs } from '#provisioning';
import type { Database } from './database.js';
import { noteNeighbours, stampsOfOthers } from './sql/neighbours.js';
import { holdSharedRoot } from './sql/shared-roots.js';

/** Other connections of this installation that write the same organisation as one connection, by whatever app. */
export class Neighbours {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {}

  /** Whose stamp is whose, of all that may turn out to be one. */
  async stamps(): Promise<ReadonlyMap<string, ConnectionId>> {
    return stampsOfOthers(this.database, this.connectionId);
  }

  /**
   * Their stamps were seen in this connection's organisation: from now on their roots have to be disjoint. Where they
   * are not, the younger one stops.
   *
   * @returns those that were stopped
   */
  async met(others: readonly ConnectionId[]): Promise<readonly ConnectionId[]> {
    if (others.length === 0) return [];
    return this.database.transaction(async (tx) => {
      await noteNeighbours(tx, this.connectionId, others);
      return holdSharedRoot(tx, this.connectionId, probeMs(0));
    });
  }
}
