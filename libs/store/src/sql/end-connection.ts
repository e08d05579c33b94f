import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const close = {
  name: 'close-connection',
  text: `
    update connection set closing_at = coalesce(closing_at, now()), closing_by = $2
    where id = $1 and state <> 'ending' returning id`,
};

const askAgain = {
  name: 'ask-again-of-deletion',
  text: `
    update run_item set state = 'moved' from run
    where run.connection_id = $1 and run.kind = 'deletion' and run_item.connection_id = $1
      and run_item.run_id = run.id and run_item.state = 'dropped'`,
};

/** From now on all that is the connection's own in DingTalk is to go. @returns whether there is such a connection */
export async function closeConnection(tx: Queryable, id: ConnectionId, closedBy: string): Promise<boolean> {
  if ((await tx.run(close, [id, closedBy])).length === 0) return false;
  // What was refused of an earlier plan to end it is asked again.
  await tx.run(askAgain, [id]);
  return true;
}

const reopen = {
  name: 'reopen-connection',
  text: `
    update connection set closing_at = null, closing_by = null
    where id = $1 and closing_at is not null and state <> 'ending' returning id`,
};

/** It is to end no more. @returns whether it was to */
export async function reopenConnection(tx: Queryable, id: ConnectionId): Promise<boolean> {
  return (await tx.run(reopen, [id])).length > 0;
}

const end = {
  name: 'end-connection',
  // Its name and its stamp are free at once, its tokens open nothing, and nothing of it is worked any more. What was
  // to end with all that was its own does so only as long as nobody has opened it again.
  text: `
    with was as (
      select id, name, direction, stamp, app_key, closing_by from connection
      where id = $1 and state <> 'ending' and ($3 = 'kept' or closing_at is not null) for no key update
    ), ended as (
      update connection
      set state = 'ending', name = 'ended ' || was.id, stamp = 'ended ' || was.id, app_secret_sealed = '',
        updated_at = now()
      from was where connection.id = was.id returning connection.id
    ), noted as (
      insert into ended_connection (id, name, direction, stamp, app_key, accounts, ended_by)
      select id, name, direction, stamp, app_key, $3, coalesce($2, closing_by, 'engine') from was
    ), closed as (
      delete from scim_token using ended where scim_token.connection_id = ended.id
    )
    select id from ended`,
};

const endRuns = {
  name: 'end-runs',
  // A statement of its own: whoever has saved settings until the connection was ours has begun one.
  text: `
    update run set state = 'superseded', closed_at = now()
    where connection_id = $1 and state in ('gathering', 'planning', 'held')`,
};

/**
 * Ends a connection.
 *
 * @param accounts `removed`: all that was its own has left DingTalk; `kept`: DingTalk stays as it is
 * @param endedBy `admin:<name>`; null: whoever had it closed
 * @returns whether there was such a connection
 */
export async function endConnection(
  tx: Queryable,
  id: ConnectionId,
  accounts: 'kept' | 'removed',
  endedBy: string | null,
): Promise<boolean> {
  if ((await tx.run(end, [id, endedBy, accounts])).length === 0) return false;
  await tx.run(endRuns, [id]);
  return true;
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
