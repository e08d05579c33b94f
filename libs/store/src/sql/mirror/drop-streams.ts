import type { Queryable } from '../../database.js';

const statement = {
  name: 'drop-streams',
  text: 'update mirror set stream_until = null, stream_open_since = null where stream_holder = $1',
};

/** Lets go of all Streams that `holder` has: another may take them at once. */
export async function dropStreams(db: Queryable, holder: string): Promise<void> {
  await db.run(statement, [holder]);
}
