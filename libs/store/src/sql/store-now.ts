import type { Queryable } from '../database.js';

const statement = {
  name: 'store-now',
  text: 'select extract(epoch from clock_timestamp())::float8 * 1000 as now',
};

/** What the store's clock shows, in milliseconds since 1970. */
export async function storeNow(db: Queryable): Promise<number> {
  return (await db.run<{ now: number }>(statement, []))[0]?.now ?? NaN;
}
