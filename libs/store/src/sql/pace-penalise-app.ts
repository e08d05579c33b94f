import type { Queryable } from '../database.js';

const penalise = {
  name: 'pace-penalise-app',
  // Lanes that were never used are silent too; in one order, so that two of these do not wait for each other.
  text: `
    insert into pace (base_url, app_key, api, next_at)
    select $1, $2, api, clock_timestamp() + $4 * interval '1 millisecond'
    from unnest($3::text[]) api order by api
    on conflict (base_url, app_key, api) do update set next_at = greatest(pace.next_at, excluded.next_at)`,
};

/** Keeps all lanes of an app silent for a while: DingTalk silenced the app, or its company. */
export async function penaliseApp(
  db: Queryable,
  app: { readonly baseUrl: string; readonly appKey: string },
  apis: readonly string[],
  forMs: number,
): Promise<void> {
  await db.run(penalise, [app.baseUrl, app.appKey, apis, forMs]);
}
