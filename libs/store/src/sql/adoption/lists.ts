import type { ConnectionId, JsonObject } from '#common';
import type { Queryable } from '../../database.js';

const begin = {
  name: 'begin-adoption-list',
  // One that was never finished is of no use after an hour.
  text: `
    with abandoned as (
      delete from adoption_list
      where connection_id = $1 and finished_at is null and started_at < now() - interval '1 hour' returning id
    ), unseen as (
      delete from adoption using abandoned
      where adoption.connection_id = $1 and adoption.list_id = abandoned.id and adoption.state = 'open'
    )
    insert into adoption_list (connection_id, id, requested_by) values ($1, $2, $3)`,
};

export async function beginAdoptionList(
  db: Queryable,
  connectionId: ConnectionId,
  id: string,
  requestedBy: string,
): Promise<void> {
  await db.run(begin, [connectionId, id, requestedBy]);
}

const finish = {
  name: 'finish-adoption-list',
  // The newest list is the one that counts; what was decided of an earlier one stays.
  text: `
    with mine as (
      update adoption_list set finished_at = now(), seen = $3
      where connection_id = $1 and id = $2 returning started_at
    ), older as (
      delete from adoption_list l using mine
      where l.connection_id = $1 and l.id <> $2 and l.finished_at is not null and l.started_at <= mine.started_at
      returning l.id
    )
    delete from adoption using older
    where adoption.connection_id = $1 and adoption.list_id = older.id and adoption.state in ('open', 'moved')`,
};

export async function finishAdoptionList(
  db: Queryable,
  connectionId: ConnectionId,
  id: string,
  seen: JsonObject,
): Promise<void> {
  await db.run(finish, [connectionId, id, seen]);
}

const latest = {
  name: 'latest-adoption-list',
  text: `
    select l.id, l.requested_by as "requestedBy", l.started_at as "startedAt", l.finished_at as "finishedAt", l.seen,
      (
        select coalesce(jsonb_object_agg(state, n), '{}') from (
          select a.state, count(*)::int as n from adoption a where a.connection_id = l.connection_id
          group by a.state) counted
      ) as counts
    from adoption_list l where l.connection_id = $1 and l.finished_at is not null
    order by l.started_at desc limit 1`,
};

/** How a proposal stands. `moved`: something has changed since it was listed. */
export type AdoptionState = 'open' | 'approved' | 'adopted' | 'refused' | 'moved';

/** The newest search for accounts and departments that could be taken over. */
export interface AdoptionList {
  readonly id: string;
  readonly requestedBy: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** How much of DingTalk was seen, or why not all of it. */
  readonly seen: JsonObject;
  readonly counts: Readonly<Partial<Record<AdoptionState, number>>>;
}

export async function latestAdoptionList(
  db: Queryable,
  connectionId: ConnectionId,
): Promise<AdoptionList | undefined> {
  return (await db.run<AdoptionList>(latest, [connectionId]))[0];
}
