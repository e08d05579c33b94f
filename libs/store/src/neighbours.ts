import type { ConnectionId } from '#common';
import { probeMs } from '#provisioning';
import type { Database } from './database.js';
import { knownToOthers, noteNeighbours, stampsOfOthers } from './sql/neighbours.js';
import type { OtherSighting } from './sql/neighbours.js';
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

  /** Those of what was seen in this connection's organisation that are another connection's own. */
  async knowing(sightings: readonly OtherSighting[]): Promise<readonly OtherSighting[]> {
    return sightings.length === 0 ? [] : knownToOthers(this.database, sightings);
  }

  /**
   * Something that bears others' stamps was seen in this connection's organisation. Whoever knows it writes here too:
   * from now on their roots have to be disjoint. Where they are not, the younger one stops.
   *
   * @returns those who write here too
   */
  async met(sightings: readonly OtherSighting[]): Promise<readonly ConnectionId[]> {
    const others = [...new Set((await this.knowing(sightings)).map(({ other }) => other))];
    if (others.length === 0) return [];
    await this.database.transaction(async (tx) => {
      await noteNeighbours(tx, this.connectionId, others);
      await holdSharedRoot(tx, this.connectionId, probeMs(0));
    });
    return others;
  }
}
