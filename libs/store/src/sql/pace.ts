import type { Queryable } from '../database.js';
import { slowdownAt } from './pace-lane.js';
import type { PaceLane } from './pace-lane.js';

const ms = (parameter: string) => `${parameter} * interval '1 millisecond'`;

/**
 * The clock is read once the lane's row is locked, so that no slot lies before one that was given already. The app's
 * row (api '') and the address's row say until when nobody may call. A slot that is kept waiting by the address moves
 * its lane along: else the lane's calls would leave as a burst. What is lost of this in a crash is a few slots, so
 * that no caller need wait for the disk while all lanes stand in line for the address.
 */
const reserve = {
  name: 'pace-reserve',
  text: `
    with quick as (
      select set_config('synchronous_commit', 'off', true)
    ), lane as materialized (
      select pace.next_at, pace.slowdown, pace.slowed_at from pace, quick
      where base_url = $1 and app_key = $2 and api = $3
      for no key update of pace
    ), clock as materialized (
      select coalesce(to_timestamp($9::float8 / 1000), clock_timestamp()) as now, lane.* from lane
    ), turn as materialized (
      select now, ${ms('$4::float8')} * ${slowdownAt('clock', 'now')} as apart,
        greatest(
          case when next_at > now - ${ms('$8::float8')} then next_at else now end,
          (select app.next_at from pace app where app.base_url = $1 and app.app_key = $2 and app.api = '')) as slot
      from clock
    ), egress as (
      update pace set next_at = greatest(pace.next_at, turn.now) + ${ms('$6::float8')}
      from turn
      where base_url = '' and app_key = '' and api = $5
        and greatest(turn.slot, pace.next_at) < turn.now + ${ms('$7::float8')}
      returning pace.next_at - ${ms('$6::float8')} as slot
    ), taken as (
      update pace
      set next_at = greatest(turn.slot, case when egress.slot > turn.now then egress.slot end) + turn.apart
      from turn, egress
      where base_url = $1 and app_key = $2 and api = $3
      returning pace.next_at - turn.apart as slot
    )
    select taken.slot is not null as granted, extract(epoch from turn.now)::float8 * 1000 as now,
      extract(epoch from coalesce(taken.slot, greatest(turn.slot, address.next_at)))::float8 * 1000 as slot
    from turn
    join pace address on address.base_url = '' and address.app_key = '' and address.api = $5
    left join taken on true`,
};

const enter = {
  name: 'pace-enter',
  text: `
    insert into pace (base_url, app_key, api, next_at) values ($1, $2, $3, '-infinity'), ('', '', $4, '-infinity')
    on conflict (base_url, app_key, api) do nothing`,
};

export interface PaceTerms {
  /** Between two calls of the lane, while nothing slows it down. */
  readonly apartMs: number;
  /** Names the address this process leaves through. */
  readonly egress: string;
  /** Between two calls of all lanes that leave through one address. */
  readonly egressApartMs: number;
  /** How far ahead a slot may lie. */
  readonly aheadMs: number;
  /** A slot that nobody took is still good for this long: the lane keeps its even steps. */
  readonly graceMs: number;
}

/** Instants of the store's clock, in milliseconds since 1970. */
export interface PaceSlot {
  /** false: the slot lies too far ahead and was not taken. */
  readonly granted: boolean;
  readonly now: number;
  readonly slot: number;
}

/**
 * Reserves the next slot of a lane and of the address in one statement.
 *
 * @param at goes by this instant (ms since 1970) instead of the store's clock: virtual time
 */
export async function reserveSlot(
  db: Queryable,
  lane: PaceLane,
  terms: PaceTerms,
  at?: number,
): Promise<PaceSlot> {
  const key = [lane.baseUrl, lane.appKey, lane.api];
  const { apartMs, egress, egressApartMs, aheadMs, graceMs } = terms;
  const values = [...key, apartMs, egress, egressApartMs, aheadMs, graceMs, at ?? null];
  for (;;) {
    const [slot] = await db.run<PaceSlot>(reserve, values);
    if (slot) return slot;
    await db.run(enter, [...key, egress]);
  }
}
