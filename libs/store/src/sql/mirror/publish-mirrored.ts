import type { ConnectionId, JsonObject, ResourceId } from '#common';
import type { Queryable } from '../../database.js';
import { counting } from '../counting.js';

const statement = {
  name: 'publish-mirrored',
  // What was read before something newer is not written, and what is as it was is not touched; what follows from what
  // was read before is as old as that. The generation of who comes back goes on beyond the one he had: it is an entity
  // tag, and begins with the time.
  text: `
    with wanted as (
      select * from jsonb_to_recordset($2::jsonb) as w (
        kind text, external_id text, id uuid, type text, body jsonb, user_names text[], user_name_keys text[],
        display_name_key text, manager_id uuid, email_keys text[], comparison_keys jsonb, group_ids uuid[],
        member_ids uuid[], heads text[], known jsonb, place jsonb, fingerprint text, observed_at timestamptz)
    ), fresh as materialized (
      select w.* from wanted w
      left join mirrored m on m.connection_id = $1 and m.kind = w.kind and m.external_id = w.external_id
      where m.connection_id is null
        or m.fingerprint is distinct from w.fingerprint and m.observed_at <= w.observed_at
    ), given as (
      select distinct on (c.key) f.id, c.name, c.key, c.place
      from fresh f cross join lateral unnest(f.user_names, f.user_name_keys) with ordinality c (name, key, place)
      left join resource own on own.connection_id = $1 and own.id = f.id
      where f.type = 'User' and not exists (
        select from resource r
        where r.connection_id = $1 and r.type = 'User' and r.user_name_key = c.key and r.id <> f.id)
      order by c.key, c.place, own.user_name_key is not distinct from c.key desc, f.external_id
    ), named as (
      select distinct on (id) id, name, key from given order by id, place
    ), written as (
      insert into resource (
        connection_id, id, type, generation, user_name_key, display_name_key, manager_id, body, email_keys,
        comparison_keys)
      select $1, f.id, f.type, extract(epoch from now())::bigint, n.key, f.display_name_key, f.manager_id,
        case when n.name is null then f.body else f.body || jsonb_build_object('userName', n.name) end,
        f.email_keys, f.comparison_keys
      from fresh f left join named n on n.id = f.id
      order by f.id
      on conflict (connection_id, id) do update set
        generation = resource.generation + 1, modified_at = now(), body = excluded.body,
        user_name_key = excluded.user_name_key, display_name_key = excluded.display_name_key,
        manager_id = excluded.manager_id, email_keys = excluded.email_keys,
        comparison_keys = excluded.comparison_keys
      returning id, type, seq, xmax = 0 as born
    ), newcomer as (
      select type, seq from written where born
    ), counted as (
      ${counting('newcomer', 1, '$3')}
    ), linked as (
      insert into link (
        connection_id, id, resource_id, kind, external_id, presence, outcome, lane, applied, applied_generation,
        observed_at)
      select $1, id, id, kind, external_id, 'present', 'converged',
        case kind when 'account' then 'people' else 'departments' end, place, 1, now()
      from fresh where kind <> 'role'
      on conflict (connection_id, id) do update set applied = excluded.applied, observed_at = excluded.observed_at
    ), noted as (
      insert into mirrored (
        connection_id, kind, external_id, resource_id, fingerprint, observed_at, group_ids, member_ids, heads, known)
      select $1, kind, external_id, id, fingerprint, observed_at, group_ids,
        member_ids, heads, known
      from fresh
      on conflict (connection_id, kind, external_id) do update set
        fingerprint = excluded.fingerprint, observed_at = excluded.observed_at, left_at = null,
        group_ids = excluded.group_ids, member_ids = excluded.member_ids, heads = excluded.heads,
        known = excluded.known
    )
    select id, type, born from written`,
};

/** A Resource that a publication has changed. */
export interface Published {
  readonly id: ResourceId;
  readonly type: 'User' | 'Group';
  readonly born: boolean;
}

/**
 * Writes those of the rows that say something new. A User gets the first of its names that nobody else has.
 *
 * @param rows as mirroredRow makes them
 */
export async function publishMirrored(
  tx: Queryable,
  connectionId: ConnectionId,
  rows: readonly JsonObject[],
  shard: number,
): Promise<readonly Published[]> {
  return tx.run<Published>(statement, [connectionId, JSON.stringify(rows), shard]);
}
