import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import type { CrawlStage } from './mirror-state.js';

const statement = {
  name: 'move-crawl',
  text: `
    update mirror set stage = $2, known = coalesce($3, known), vanished = coalesce($4, vanished)
    where connection_id = $1`,
};

/** Moves a reading on. Until the transaction ends nobody writes to the mirror's row, so nothing that is long follows. */
export async function moveCrawl(
  tx: Queryable,
  connectionId: ConnectionId,
  stage: CrawlStage,
  counts?: { readonly known: number; readonly vanished: number },
): Promise<void> {
  await tx.run(statement, [connectionId, stage, counts?.known ?? null, counts?.vanished ?? null]);
}
