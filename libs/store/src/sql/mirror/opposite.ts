import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'opposite-connections',
  text: `
    select other.name from connection me
    join connection other
      on other.oapi_base = me.oapi_base and other.app_key = me.app_key and other.direction <> me.direction
    where me.id = $1 order by other.name`,
};

/** The names of connections of the other direction to the same app. */
export async function oppositeConnections(db: Queryable, id: ConnectionId): Promise<readonly string[]> {
  return (await db.run<{ name: string }>(statement, [id])).map(({ name }) => name);
}
