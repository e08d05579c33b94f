import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const close = {
  name: 'close-connection',
  text: `update connection set closing_at = coalesce(closing_at, now()) where id = $1 and state <> 'ending' returning id`,
};

/** From now on all that is the connection's own in DingTalk is to go. @returns whether there is such a connection */
export async function closeConnection(tx: Queryable, id: ConnectionId): Promise<boolean> {
  return (await tx.run(close, [id])).length > 0;
}

const end = {
  name: 'end-connection',
  // Its name and its stamp are free at once, its tokens open nothing, and nothing of it is worked any more.
  text: `
    with ended as (
      update connection
      set state = 'ending', name = 'ended ' || id, stamp = 'ended ' || id, app_secret_sealed = '', updated_at = now()
      where id = $1 and state <> 'ending' returning id
    ), closed as (
      delete from scim_token using ended where scim_token.connection_id = ended.id
    ), planned as (
      update run set state = 'superseded', closed_at = now() from ended
      where run.connection_id = ended.id and run.state in ('gathering', 'planning', 'held')
    )
    select id from ended`,
};

/** Ends a connection; DingTalk stays as it is. @returns whether there was such a connection */
export async function endConnection(tx: Queryable, id: ConnectionId): Promise<boolean> {
  return (await tx.run(end, [id])).length > 0;
}

const closed = {
  name: 'connections-closed',
  text: `
    select c.id from connection c
    where c.closing_at is not null and c.state <> 'ending'
      and exists (select from run r where r.connection_id = c.id and r.kind = 'deletion' and r.created_at >= c.closing_at)
      and not exists (
        select from run r where r.connection_id = c.id and r.kind = 'deletion'
          and r.state in ('gathering', 'planning', 'held'))
      and not exists (
        select from link l
        where l.connection_id = c.id and l.presence in ('creating', 'invited', 'present', 'leaving')
          and not (l.outcome = 'converged' and l.reason = 'kept'))`,
};

/** Connections that were to end with all that was theirs in DingTalk, of which nothing is left there. */
export async function connectionsClosed(db: Queryable): Promise<readonly ConnectionId[]> {
  return (await db.run<{ id: ConnectionId }>(closed, [])).map(({ id }) => id);
}

const ending = {
  name: 'take-ending-connection',
  text: `select id from connection where state = 'ending' order by updated_at limit 1 for update skip locked`,
};

/** One that has ended and of which there are rows left; this transaction's own. */
export async function takeEnding(tx: Queryable): Promise<ConnectionId | undefined> {
  return (await tx.run<{ id: ConnectionId }>(ending, []))[0]?.id;
}

/** What a connection may have much of, in an order in which nothing takes others along by the thousand. */
const large = [
  'run_item',
  'reading_finding',
  'preflight_finding',
  'adoption',
  'membership',
  'claim',
  'source_member',
  'source_change',
  'source_note',
  'source_record',
  'mirror_staged',
  'mirror_step',
  'mirror_event',
  'mirror_due',
  'mirrored',
  'tombstone',
  'minute_count',
  'link',
  'resource',
] as const;

const clearOf = (table: (typeof large)[number]) => ({
  name: `clear-${table}`,
  text: `
    delete from ${table} where ctid = any (array(select ctid from ${table} where connection_id = $1 limit $2)) returning 1`,
});

const clearActivity = {
  name: 'clear-activity',
  text: `
    delete from activity
    where (at, id) in (select at, id from activity where connection_id = $1 limit $2) returning 1`,
};

const clears = [...large.map(clearOf), clearActivity];

const forget = { name: 'forget-connection', text: 'delete from connection where id = $1' };

/** Removes up to `limit` rows of an ended connection; with the last ones the connection itself. @returns how many */
export async function clearConnection(tx: Queryable, id: ConnectionId, limit: number): Promise<number> {
  let left = limit;
  for (const statement of clears) {
    left -= (await tx.run(statement, [id, left])).length;
    if (left <= 0) return limit;
  }
  await tx.run(forget, [id]);
  return limit - left;
}
