import type { ConnectionId, JsonObject, LinkId } from '#common';
import type { LinkKind } from '#provisioning';
import type { Queryable } from '../../database.js';

/** Links that nothing in DingTalk belongs to yet; one that is just being made knows its own, one that was unlinked has none. */
const unlinked = `l.presence = 'none' and l.external_id is null and l.unlinked_at is null`;

const statement = {
  name: 'unlinked',
  text: `
    select l.id, l.kind, l.resource_id as "resourceId", l.path_key as "pathKey", r.external_id as "resourceExternalId",
      r.body ->> 'userName' as "userName"
    from link l left join resource r on r.connection_id = l.connection_id and r.id = l.resource_id
    where l.connection_id = $1 and l.id > $2 and ${unlinked} order by l.id limit $3`,
};

/** A Link that has no account or department, and what names its Resource. */
export interface UnlinkedRow {
  readonly id: LinkId;
  readonly kind: LinkKind;
  /** null: it stands for a path. */
  readonly resourceId: string | null;
  readonly pathKey: string | null;
  readonly resourceExternalId: string | null;
  readonly userName: string | null;
}

const beforeAll = '00000000-0000-0000-0000-000000000000' as LinkId;

export async function listUnlinked(
  db: Queryable,
  connectionId: ConnectionId,
  after: LinkId | null,
  limit: number,
): Promise<readonly UnlinkedRow[]> {
  return db.run<UnlinkedRow>(statement, [connectionId, after ?? beforeAll, limit]);
}

const bodies = {
  name: 'bodies-of-links',
  text: `
    select l.id, r.body from link l
    join resource r on r.connection_id = l.connection_id and r.id = l.resource_id
    where l.connection_id = $1 and l.id = any($2::uuid[])`,
};

/** What SCIM says of the Resources of some Links. */
export async function bodiesOfLinks(
  db: Queryable,
  connectionId: ConnectionId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const rows = await db.run<{ id: string; body: JsonObject }>(bodies, [connectionId, ids]);
  return new Map(rows.map(({ id, body }) => [id, body]));
}

const take = {
  name: 'take-over',
  // Two Links never have one account, and what somebody is making just now he knows better.
  text: `
    with found as (
      select id, "externalId" as external_id, mark, applied, keys,
        array(select jsonb_array_elements_text("departmentIds")::bigint) as departments,
        array(select jsonb_array_elements_text("foreignDepartments")::bigint) as others
      from jsonb_to_recordset($2::jsonb) as f (
        id uuid, "externalId" text, mark text, applied jsonb, "departmentIds" jsonb, "foreignDepartments" jsonb,
        keys jsonb)
    ), ordered as (
      select l.id, found.external_id, found.mark, found.applied, found.departments, found.others
      from link l join found on found.id = l.id
      where l.connection_id = $1 and ${unlinked} and (l.lease_until is null or l.lease_until < now())
        and not exists (
          select from link o
          where o.connection_id = $1 and o.kind = l.kind and o.external_id = found.external_id)
      order by l.id for no key update of l
    ), taken as (
      update link
      set external_id = ordered.external_id, mark = coalesce(ordered.mark, link.mark), presence = 'present',
        applied = ordered.applied, applied_departments = ordered.departments, applied_at = now(),
        foreign_departments = ordered.others, adopted = true, generation = generation + 1, attempts = 0,
        outcome = 'retry', reason = null, detail_code = null, due_at = least(due_at, now()), asked_by = $3
      from ordered where link.connection_id = $1 and link.id = ordered.id
      returning link.id
    ), held as (
      insert into claim (connection_id, key, link_id)
      select $1, key, taken.id
      from taken join found on found.id = taken.id cross join jsonb_array_elements_text(found.keys) key
      on conflict (connection_id, key) do nothing
    )
    select id from taken`,
};

/** An account or department that is a Link's own. */
export interface TakenOver {
  readonly id: string;
  readonly externalId: string;
  /** The `source_identifier` of a department. */
  readonly mark?: string;
  readonly applied: JsonObject;
  readonly departmentIds: readonly number[];
  readonly foreignDepartments: readonly number[];
  /** The unique values that it has. */
  readonly keys: readonly string[];
}

/** Links Links with what is their own in DingTalk. @returns those that were linked */
export async function takeOver(
  tx: Queryable,
  connectionId: ConnectionId,
  found: readonly TakenOver[],
  askedBy: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.run<{ id: string }>(take, [connectionId, JSON.stringify(found), askedBy]);
  return new Set(rows.map(({ id }) => id));
}
