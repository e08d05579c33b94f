import type { ConnectionId, LinkId } from '#common';
import type { Queryable } from '../../database.js';
import { isFree } from './decide.js';

const statement = {
  name: 'free-links',
  text: `
    select l.id as "linkId", l.resource_id as "resourceId", r.generation as "resourceGeneration"
    from link l join resource r on r.connection_id = l.connection_id and r.id = l.resource_id
    where l.connection_id = $1 and l.resource_id = any($2::uuid[]) and ${isFree}`,
};

/** A Link that nothing in DingTalk belongs to, nor is about to. */
export interface FreeLink {
  readonly linkId: LinkId;
  readonly resourceId: string;
  readonly resourceGeneration: number;
}

/** Of some Resources, those whose Links may still become something that is there, by the Resource's id. */
export async function freeLinks(
  db: Queryable,
  connectionId: ConnectionId,
  resourceIds: readonly string[],
): Promise<ReadonlyMap<string, FreeLink>> {
  const rows = await db.run<FreeLink>(statement, [connectionId, resourceIds]);
  return new Map(rows.map((row) => [row.resourceId, row]));
}
