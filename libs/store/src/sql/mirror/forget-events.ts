import type { Queryable } from '../../database.js';

const statement = {
  name: 'forget-events',
  text: `delete from mirror_event where heard_at < now() - interval '1 day'`,
};

/** Forgets the ids of events that cannot come again. */
export async function forgetEvents(db: Queryable): Promise<void> {
  await db.run(statement, []);
}
