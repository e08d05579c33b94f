import { asConnectionId } from '#common';
import { ScimError } from '#scim';
import type { Connection, Store } from '#store';

/** The connection that an address names. @throws ScimError 404 */
export async function findConnection(store: Store, id: string): Promise<Connection> {
  const known = asConnectionId(id);
  const connection = known && (await store.connections.find(known));
  if (!connection) throw new ScimError(404, 'There is no such connection.');
  return connection;
}
