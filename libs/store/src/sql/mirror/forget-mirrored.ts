import type { ConnectionId } from '#common';
import type { MirroredKind } from '#provisioning';
import type { Queryable } from '../../database.js';
import { counting } from '../counting.js';

/** Somebody or something that is not in DingTalk any more. */
export interface Absent {
  readonly kind: MirroredKind;
  readonly externalId: string;
  /** When the look began that found it missing; without, it was just now. */
  readonly observedAt?: string | undefined;
}

const gone = `
  select m.kind, m.external_id, m.resource_id as id from mirrored m
  join jsonb_to_recordset($2::jsonb) as w (kind text, "externalId" text, "observedAt" timestamptz)
    on m.kind = w.kind and m.external_id = w."externalId"
  where m.connection_id = $1 and m.observed_at < coalesce(w."observedAt", clock_timestamp())`;

const forget = {
  name: 'forget-mirrored',
  text: `
    with gone as materialized (${gone}), moved as (
      select group_id as id from membership join gone on member_id = gone.id where connection_id = $1
      union select member_id from membership join gone on group_id = gone.id where connection_id = $1
      union select r.id from resource r join gone on r.manager_id = gone.id where r.connection_id = $1
    ), bumped as (
      update resource set generation = generation + 1, modified_at = now()
      from moved where connection_id = $1 and resource.id = moved.id and moved.id not in (select id from gone)
    ), removed as (
      delete from resource using gone where connection_id = $1 and resource.id = gone.id returning resource.type, resource.seq
    ), counted as (
      ${counting('removed', -1, '$3')}
    ), unlinked as (
      delete from link using gone where connection_id = $1 and link.resource_id = gone.id
    )
    delete from mirrored using gone
    where connection_id = $1 and mirrored.kind = gone.kind and mirrored.external_id = gone.external_id
    returning 1 as n`,
};

/** Removes Resources whose account, department or role is gone. @returns how many there were */
export async function forgetMirrored(
  tx: Queryable,
  connectionId: ConnectionId,
  absent: readonly Absent[],
  shard: number,
): Promise<number> {
  return (await tx.run(forget, [connectionId, JSON.stringify(absent), shard])).length;
}

const retire = {
  name: 'retire-mirrored',
  text: `
    with gone as materialized (${gone} and m.kind = 'account' and m.left_at is null), moved as (
      delete from membership using gone where connection_id = $1 and member_id = gone.id returning group_id as id
    ), bumped as (
      update resource set generation = generation + 1, modified_at = now()
      from (select distinct id from moved) moved where connection_id = $1 and resource.id = moved.id
    ), inactive as (
      update resource
      set generation = generation + 1, modified_at = now(), body = body || '{"active": false}'
      from gone where connection_id = $1 and resource.id = gone.id
    )
    update mirrored set left_at = now(), fingerprint = null, group_ids = '{}', observed_at = clock_timestamp()
    from gone where connection_id = $1 and mirrored.kind = gone.kind and mirrored.external_id = gone.external_id`,
};

/** Makes people who left inactive; what else is gone stays as it is. */
export async function retireMirrored(
  tx: Queryable,
  connectionId: ConnectionId,
  absent: readonly Absent[],
): Promise<void> {
  await tx.run(retire, [connectionId, JSON.stringify(absent)]);
}

const stayed = {
  name: 'leavers-that-stayed',
  text: `
    select kind, external_id as "externalId" from mirrored
    where connection_id = $1 and left_at <= now() - make_interval(secs => $2) limit 500`,
};

/** People who left longer ago than that, at most 500. */
export async function leaversThatStayed(
  db: Queryable,
  connectionId: ConnectionId,
  seconds: number,
): Promise<readonly Absent[]> {
  return db.run<Absent>(stayed, [connectionId, seconds]);
}
