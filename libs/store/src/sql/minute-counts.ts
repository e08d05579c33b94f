import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const note = {
  name: 'note-minute',
  // In one order: two pushers that note the same connections must not wait for each other in a circle.
  text: `
    insert into minute_count as m (connection_id, minute, changes, calls, throttled)
    select c.id, date_trunc('minute', now()), given.changes, given.calls, given.throttled
    from unnest($1::uuid[], $2::int[], $3::int[], $4::int[]) as given (id, changes, calls, throttled)
    join connection c on c.id = given.id
    order by c.id
    on conflict (connection_id, minute) do update
    set changes = m.changes + excluded.changes, calls = m.calls + excluded.calls,
      throttled = m.throttled + excluded.throttled`,
};

/** What happened to a connection since it was last noted. */
export interface Happened {
  readonly changes: number;
  readonly calls: number;
  readonly throttled: number;
}

/** Adds to the counts of this minute. */
export async function noteMinute(
  db: Queryable,
  happened: ReadonlyMap<ConnectionId, Happened>,
): Promise<void> {
  const column = (name: keyof Happened) => Array.from(happened.values(), (one) => one[name]);
  await db.run(note, [[...happened.keys()], column('changes'), column('calls'), column('throttled')]);
}

const series = {
  name: 'minute-series',
  text: `
    select slot as at, coalesce(sum(m.changes), 0)::int as changes, coalesce(sum(m.calls), 0)::int as calls,
      coalesce(sum(m.throttled), 0)::int as throttled
    from generate_series(
      date_bin($2 * interval '1 minute', now(), 'epoch') - ($3::int - 1) * $2 * interval '1 minute',
      now(), $2 * interval '1 minute') slot
    left join minute_count m on m.connection_id = $1 and m.minute >= slot and m.minute < slot + $2 * interval '1 minute'
    group by slot order by slot`,
};

/** What happened in a slot of time. */
export interface HappenedAt extends Happened {
  readonly at: Date;
}

/** The last `slots` slots of `minutes` each, the oldest first; the last one is not over yet. */
export async function minuteSeries(
  db: Queryable,
  connectionId: ConnectionId,
  minutes: number,
  slots: number,
): Promise<readonly HappenedAt[]> {
  return db.run<HappenedAt>(series, [connectionId, minutes, slots]);
}

const forget = {
  name: 'forget-minutes',
  text: `delete from minute_count where minute < now() - interval '8 days'`,
};

export async function forgetMinutes(tx: Queryable): Promise<void> {
  await tx.run(forget, []);
}
