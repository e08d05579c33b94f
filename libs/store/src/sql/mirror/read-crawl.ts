import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import type { CrawlStage } from './mirror-state.js';

const statement = {
  name: 'read-crawl',
  // The row is not locked: events and the Stream's lease are written to it while a swap takes its time.
  text: `
    select stage, exists (select from mirror_step s where s.connection_id = m.connection_id) as pending
    from mirror m where connection_id = $1`,
};

/** A reading as whoever holds the mirror's lock sees it; nobody else moves it on until that is let go. */
export interface CrawlStanding {
  readonly stage: CrawlStage;
  readonly pending: boolean;
}

export async function readCrawl(
  tx: Queryable,
  connectionId: ConnectionId,
): Promise<CrawlStanding | undefined> {
  return (await tx.run<CrawlStanding>(statement, [connectionId]))[0];
}
