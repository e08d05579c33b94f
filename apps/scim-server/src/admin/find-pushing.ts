import { ScimError } from '#scim';
import type { Connection, Store } from '#store';
import { findConnection } from './find-connection.js';

/**
 * The connection that an address names, and that pushes to DingTalk: of a mirror there is nothing to compare.
 *
 * @param instead where a mirror tells the same
 * @throws ScimError 404; 409 where it is a mirror
 */
export async function findPushing(
  store: Store,
  id: string,
  instead: 'mirror/people' | 'mirror/departments',
): Promise<Connection> {
  const connection = await findConnection(store, id);
  if (connection.direction !== 'scim-to-dingtalk')
    throw new ScimError(409, `This connection mirrors DingTalk: ask ${instead} of it.`);
  return connection;
}
