import type { ConnectionId, JsonObject, ResourceId } from '#common';
import type { Queryable } from '../database.js';

const columns = `id, type, generation, body, created_at as "createdAt", modified_at as "modifiedAt"`;

const read = {
  name: 'read-resource',
  text: `select ${columns} from resource where connection_id = $1 and id = $2 and type = $3`,
};

const lock = { name: 'lock-resource', text: `${read.text} for no key update` };

/** A SCIM Resource as it is stored. */
export interface StoredResource {
  readonly id: ResourceId;
  readonly type: 'User' | 'Group';
  readonly generation: number;
  readonly body: JsonObject;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

export type ResourceAddress = readonly [
  connectionId: ConnectionId,
  id: ResourceId,
  type: StoredResource['type'],
];

export async function readResource(
  db: Queryable,
  address: ResourceAddress,
): Promise<StoredResource | undefined> {
  return (await db.run<StoredResource>(read, address))[0];
}

/** As readResource, holding the row until the transaction ends. */
export async function lockResource(
  db: Queryable,
  address: ResourceAddress,
): Promise<StoredResource | undefined> {
  return (await db.run<StoredResource>(lock, address))[0];
}
