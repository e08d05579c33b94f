import { ScimError } from '#scim';
import type { Connection, Store } from '#store';
import { findConnection } from './find-connection.js';

/** The connection that an address names, and that mirrors DingTalk. @throws ScimError 404 */
export async function findMirror(store: Store, id: string): Promise<Connection> {
  const connection = await findConnection(store, id);
  if (connection.direction !== 'dingtalk-to-scim')
    throw new ScimError(404, 'This connection mirrors nothing.');
  return connection;
}
