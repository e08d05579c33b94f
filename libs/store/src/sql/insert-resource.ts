import type { ConnectionId, JsonObject, Lane, ResourceId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';
import { comparisonKeys, emailKeys } from '../filter/body-keys.js';
import { counting } from './counting.js';
import { orphansOf } from './orphans.js';

const statement = {
  name: 'insert-resource',
  // The Link is the outbox: it is born, or a leaver's is taken over, or one that was buried lives again with its
  // userid and its history, in the Resource's own statement. Where the leaver was just being buried, or taken over by
  // another, nothing is written: what became of him shows to the next statement only.
  text: `
    with orphan as (
      ${orphansOf('$9', '$13::text[]')}
      order by presence = 'gone', array_position($13::text[], external_id), id limit 1
      for no key update
    ), made as (
      insert into resource (
        connection_id, id, type, user_name_key, display_name_key, external_id, manager_id, body,
        email_keys, comparison_keys)
      select $1, $2, $3, $4, $5, $6, $7, $8, $14, $15
      where exists (select from orphan) or not exists (${orphansOf('$9', '$13::text[]')})
      returning type, seq, generation, created_at, modified_at
    ), rehired as (
      update link
      set resource_id = $2, generation = link.generation + 1, lane = $10, outcome = 'retry', reason = null,
          recreate = 'rehired', leave_from = null, asked_by = $16,
          due_at = least(link.due_at, now() + $11 * interval '1 millisecond')
      from orphan where link.connection_id = $1 and link.id = orphan.id
    ), grave as (
      delete from tombstone t using (
        select link_id from tombstone
        where connection_id = $1 and kind = $9 and external_id = any($13::text[])
          and not exists (select from link o
            where o.connection_id = $1 and o.kind = $9 and o.external_id = tombstone.external_id)
        order by array_position($13::text[], external_id) limit 1) chosen
      where t.connection_id = $1 and t.link_id = chosen.link_id and not exists (select from orphan)
        and exists (select from made)
      returning t.link_id, t.external_id
    ), born as (
      insert into link (
        connection_id, id, resource_id, kind, lane, due_at, outcome, asked_by, external_id, presence)
      select $1, coalesce(g.link_id, $2), $2, $9, $10, now() + $11 * interval '1 millisecond', 'retry', $16,
        g.external_id, case when g.link_id is null then 'none' else 'gone' end
      from made left join grave g on true
      where not exists (select from orphan)
    ), counted as (${counting('made', 1, '$12')}
    )
    select generation, created_at as "createdAt", modified_at as "modifiedAt" from made`,
};

/** Columns of a Resource that are looked up, beside its body. Filters trust them to say what the body says. */
export interface ResourceKeys {
  /** The userNameKey of userName. */
  readonly userNameKey?: string;
  /** The caseIgnoreKey of displayName, of Users and of Groups. */
  readonly displayNameKey?: string;
  readonly externalId?: string;
  /** The enterprise manager's value wherever that is a UUID, whether or not there is such a User. */
  readonly managerId?: ResourceId;
}

export interface NewResource extends ResourceKeys {
  readonly connectionId: ConnectionId;
  readonly id: ResourceId;
  readonly type: 'User' | 'Group';
  readonly body: JsonObject;
  readonly kind: LinkKind;
  readonly lane: Lane;
  readonly debounceMs: number;
  readonly shard: number;
  /** userids, or marks of departments, under which what left of the same identity may still be in DingTalk. */
  readonly rehireIds: readonly string[];
  readonly askedBy: string;
}

/** What the store adds to a Resource it has written. */
export interface Written {
  readonly generation: number;
  readonly createdAt: Date;
  readonly modifiedAt: Date;
}

/** @throws Conflict('userName') */
export async function insertResource(db: Queryable, made: NewResource): Promise<Written> {
  const values = [
    made.connectionId,
    made.id,
    made.type,
    made.userNameKey ?? null,
    made.displayNameKey ?? null,
    made.externalId ?? null,
    made.managerId ?? null,
    made.body,
    made.kind,
    made.lane,
    made.debounceMs,
    made.shard,
    made.rehireIds,
    emailKeys(made.body),
    comparisonKeys(made.body),
    made.askedBy,
  ];
  for (;;) {
    const [row] = await db.run<Written>(statement, values);
    if (row) return row;
  }
}
