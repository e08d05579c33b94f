import type { Database, Queryable } from '../database.js';
import { sweepSignInTries } from './sign-in-tries.js';
import { forgetMinutes } from './minute-counts.js';

/** How long what is no longer needed is kept. */
export interface Retention {
  /** Of activity, in whole months. */
  readonly activityMonths: number;
  /** Of the old and new values in it: personal data goes before the rest. */
  readonly valuesDays: number;
}

const tombstoneDays = 30;
const monthsAhead = 3;
const valuesAtOnce = 10_000;
const batches = 20;

const lock = { name: 'house-lock', text: 'select pg_try_advisory_xact_lock(7644003) as got' };
const patience = { name: 'house-patience', text: `select set_config('lock_timeout', '2s', true)` };

const missing = {
  name: 'missing-partitions',
  text: `
    with month as (
      select date_trunc('month', now() at time zone 'utc') + make_interval(months => n) as start
      from generate_series(0, $1::int) n
    ), wanted as (
      select 'activity_' || to_char(start, 'YYYY_MM') as name, start at time zone 'utc' as low,
        (start + interval '1 month') at time zone 'utc' as high
      from month
    )
    select format('create table %I partition of activity for values from (%L) to (%L)', name, low, high) as text
    from wanted where to_regclass(name) is null`,
};

const outdated = {
  name: 'outdated-partitions',
  text: `
    select format('drop table %I', c.relname) as text
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'activity'::regclass
      and c.relname < 'activity_' || to_char(now() at time zone 'utc' - make_interval(months => $1), 'YYYY_MM')`,
};

const forget = {
  name: 'forget-values',
  text: `
    update activity set values_sealed = null
    where values_sealed is not null and (at, id) in (
      select at, id from activity
      where values_sealed is not null and at < now() - make_interval(days => $1) order by at limit $2)
    returning id`,
};

const unbury = {
  name: 'forget-tombstones',
  text: 'delete from tombstone where buried_at < now() - make_interval(days => $1)',
};

const forgetRuns = {
  name: 'forget-runs',
  // What waits for somebody waits, however long; a plan that was only looked at is of yesterday.
  text: `
    delete from run where state in ('released', 'superseded', 'shown') and created_at < now() - case kind
      when 'preview' then interval '1 day' else make_interval(months => $1) end
      and not exists (
        select from run_item i
        where i.connection_id = run.connection_id and i.run_id = run.id and i.state in ('approved', 'dropped'))`,
};

const forgetPlanned = {
  name: 'forget-planned-values',
  text: `
    update run_item set values_sealed = null from run
    where run.connection_id = run_item.connection_id and run.id = run_item.run_id
      and run.created_at < now() - make_interval(days => $1) and run_item.values_sealed is not null`,
};

const forgetBothSides = {
  name: 'forget-both-sides',
  text: `
    update adoption set fields_sealed = null
    where fields_sealed is not null and found_at < now() - make_interval(days => $1)`,
};

/**
 * Makes the partitions of the months to come, drops those that are old enough, and forgets values, tombstones and
 * runs whose time is over. One replica at a time does so; that it came late is no harm for months.
 */
export async function keepHouse(
  database: Database,
  { activityMonths, valuesDays }: Retention,
): Promise<void> {
  await database.transaction(async (tx) => {
    const [held] = await tx.run<{ got: boolean }>(lock, []);
    if (!held?.got) return;
    // Whoever writes activity just now is not to be kept waiting behind us.
    await tx.run(patience, []);
    await runAll(tx, await tx.run<{ text: string }>(missing, [monthsAhead]));
    await runAll(tx, await tx.run<{ text: string }>(outdated, [activityMonths]));
    await tx.run(unbury, [tombstoneDays]);
    await tx.run(forgetRuns, [activityMonths]);
    await tx.run(forgetPlanned, [valuesDays]);
    await tx.run(forgetBothSides, [valuesDays]);
    await forgetMinutes(tx);
    await sweepSignInTries(tx);
  });
  for (let batch = 0; batch < batches; batch += 1) {
    if ((await database.run(forget, [valuesDays, valuesAtOnce])).length < valuesAtOnce) return;
  }
}

async function runAll(tx: Queryable, statements: readonly { readonly text: string }[]): Promise<void> {
  for (const { text } of statements) await tx.run({ text }, []);
}
