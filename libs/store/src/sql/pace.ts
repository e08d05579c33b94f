import type { Queryable } from '../database.js';

const reserve = {
  name: 'pace-reserve',
  // The lane of the API and that of the egress address move together; a slot too far away is not taken.
  text: `
    with lane as (
      insert into pace (base_url, app_key, api, next_at)
      values ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond')
      on conflict (base_url, app_key, api) do update
      set next_at = greatest(pace.next_at, clock_timestamp()) + $4 * interval '1 millisecond'
      where pace.next_at < clock_timestamp() + $6 * interval '1 millisecond'
      returning next_at - $4 * interval '1 millisecond' as slot
    ), egress as (
      insert into pace (base_url, app_key, api, next_at)
      select '', '', $7, clock_timestamp() + $5 * interval '1 millisecond' from lane
      on conflict (base_url, app_key, api) do update
      set next_at = greatest(pace.next_at, clock_timestamp()) + $5 * interval '1 millisecond'
      returning next_at - $5 * interval '1 millisecond' as slot
    )
    select greatest(0, extract(epoch from greatest(lane.slot, egress.slot) - clock_timestamp()) * 1000)::float8 as wait
    from lane, egress`,
};

const ahead = {
  name: 'pace-ahead',
  text: `
    select greatest(0, extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as wait
    from pace where base_url = $1 and app_key = $2 and api = $3`,
};

const penalise = {
  name: 'pace-penalise',
  text: `
    update pace set next_at = greatest(next_at, clock_timestamp() + $4 * interval '1 millisecond')
    where base_url = $1 and app_key = $2 and api = $3`,
};

/** One row a lane: all connections and replicas that share an AppKey share its pace. */
export interface PaceLane {
  readonly baseUrl: string;
  readonly appKey: string;
  readonly api: string;
}

export interface PaceRates {
  /** Between two calls of one lane. */
  readonly intervalMs: number;
  /** Between two calls of all lanes that leave through one address. */
  readonly egressIntervalMs: number;
  /** Names the address this process leaves through. */
  readonly egress: string;
  /** How far ahead a slot may lie. */
  readonly horizonMs: number;
}

/** Reserves the next slot. `granted: false` tells how long it would have been. */
export async function reserveSlot(
  db: Queryable,
  lane: PaceLane,
  rates: PaceRates,
): Promise<{ readonly granted: boolean; readonly waitMs: number }> {
  const key = [lane.baseUrl, lane.appKey, lane.api];
  const values = [...key, rates.intervalMs, rates.egressIntervalMs, rates.horizonMs, rates.egress];
  const [slot] = await db.run<{ wait: number }>(reserve, values);
  if (slot) return { granted: true, waitMs: slot.wait };
  const [busy] = await db.run<{ wait: number }>(ahead, key);
  return { granted: false, waitMs: busy?.wait ?? 0 };
}

/** Keeps a lane silent for a while: DingTalk said it was called too often. */
export async function penaliseLane(db: Queryable, lane: PaceLane, forMs: number): Promise<void> {
  await db.run(penalise, [lane.baseUrl, lane.appKey, lane.api, forMs]);
}
