import type { Queryable } from '../database.js';
import { slowdownAt } from './pace-lane.js';
import type { PaceLane } from './pace-lane.js';

/** What one throttle does to the distance between two calls, and how far several may take it. */
const step = 1.05;
const most = 4;
/** Calls that were under way together are throttled together: that counts once. */
const together = `interval '1 second'`;

const slow = {
  name: 'pace-slow',
  text: `
    with clock as (select coalesce(to_timestamp($5::float8 / 1000), clock_timestamp()) as now)
    insert into pace (base_url, app_key, api, next_at, slowdown, slowed_at)
    select $1, $2, $3, now + $4::float8 * interval '1 millisecond', ${step}, now from clock
    on conflict (base_url, app_key, api) do update
    set next_at = greatest(pace.next_at, excluded.next_at),
      slowdown = case when pace.slowed_at > excluded.slowed_at - ${together} then pace.slowdown
        else least(${most}, ${step} * ${slowdownAt('pace', 'excluded.slowed_at')}) end,
      slowed_at = case when pace.slowed_at > excluded.slowed_at - ${together} then pace.slowed_at
        else excluded.slowed_at end`,
};

/**
 * DingTalk throttled the lane: silent for `forMs`, then a step slower; the usual pace comes back step by step.
 *
 * @param at goes by this instant (ms since 1970) instead of the store's clock: virtual time
 */
export async function slowLane(db: Queryable, lane: PaceLane, forMs: number, at?: number): Promise<void> {
  await db.run(slow, [lane.baseUrl, lane.appKey, lane.api, forMs, at ?? null]);
}
