import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'link-of-resource',
  text: 'select id from link where connection_id = $1 and resource_id = $2',
};

export async function linkOfResource(
  db: Queryable,
  connectionId: ConnectionId,
  resourceId: ResourceId,
): Promise<LinkId | undefined> {
  return (await db.run<{ id: LinkId }>(statement, [connectionId, resourceId]))[0]?.id;
}
