import type { ConnectionId } from '#common';
import { lineOf } from '#provisioning';
import type { ChangeKind, Demand, Limit } from '#provisioning';
import type { Queryable } from '../database.js';

/**
 * The window slides in steps: what was taken is counted by the quarter of an hour, and comes back when the last moment
 * of that quarter is 24 hours ago. So no 24 hours see more than the budget, and nothing is kept longer than 24 h 15 min.
 */
const bucketSeconds = 900;
const buckets = 96;
const thisBucket = `floor(extract(epoch from clock_timestamp()) / ${String(bucketSeconds)})::bigint`;

const ensure = {
  name: 'ensure-budget',
  text: 'insert into budget (connection_id, kind) values ($1, $2) on conflict do nothing',
};

const lock = {
  name: 'lock-budget',
  // Whoever takes of a kind goes one after the other, from here until its change is claimed.
  text: 'select from budget where connection_id = $1 and kind = $2 for update',
};

const spent = {
  name: 'spent-budget',
  text: `
    select coalesce((
        select sum(t.n::int) from jsonb_each_text(b.taken) t (bucket, n)
        where t.bucket::bigint >= ${thisBucket} - ${String(buckets)}), 0)::int as spent,
      (select coalesce(sum(n), 0)::int from counter
       where connection_id = $1 and type = case $2 when 'departmentDeletes' then 'Group' else 'User' end) as size
    from budget b where b.connection_id = $1 and b.kind = $2`,
};

const take = {
  name: 'take-budget',
  text: `
    update budget
    set taken = (
      select jsonb_object_agg(t.bucket, t.n) from (
        select bucket, sum(n) as n from (
          select key as bucket, value::int as n from jsonb_each_text(taken)
          where key::bigint >= ${thisBucket} - ${String(buckets)}
          union all select (${thisBucket})::text, $3::int) taken
        group by bucket) t)
    where connection_id = $1 and kind = $2`,
};

/** Has nobody else take of a kind until this transaction ends. */
export async function lockBudget(tx: Queryable, connectionId: ConnectionId, kind: ChangeKind): Promise<void> {
  await tx.run(ensure, [connectionId, kind]);
  await tx.run(lock, [connectionId, kind]);
}

/**
 * Takes so many of a kind from what the day has left; the budget is locked by then.
 *
 * @returns whether there were so many left
 */
export async function takeBudget(
  tx: Queryable,
  connectionId: ConnectionId,
  { kind, units }: Pick<Demand, 'kind' | 'units'>,
  limit: Limit,
): Promise<boolean> {
  const [row] = await tx.run<{ spent: number; size: number }>(spent, [connectionId, kind]);
  if (!row || row.spent + units > lineOf(limit, row.size)) return false;
  await tx.run(take, [connectionId, kind, units]);
  return true;
}
