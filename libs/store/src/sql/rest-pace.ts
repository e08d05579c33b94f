import type { Queryable } from '../database.js';
import type { AppKeyAt } from './app-token.js';

const rest = {
  name: 'pace-rest',
  text: `
    insert into pace (base_url, app_key, api, next_at)
    values ($1, $2, $3, clock_timestamp() + $4::float8 * interval '1 millisecond')
    on conflict (base_url, app_key, api) do update set next_at = greatest(pace.next_at, excluded.next_at)`,
};

/** DingTalk banned an app: none of its lanes has a slot for `forMs`. */
export async function restApp(db: Queryable, app: AppKeyAt, forMs: number): Promise<void> {
  await db.run(rest, [app.baseUrl, app.appKey, '', forMs]);
}

/** DingTalk banned an address: whatever leaves through it has no slot for `forMs`. */
export async function restAddress(db: Queryable, egress: string, forMs: number): Promise<void> {
  await db.run(rest, ['', '', egress, forMs]);
}
