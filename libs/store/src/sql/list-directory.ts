import type { ConnectionId, LinkId, ResourceId } from '#common';
import type { FieldFault, Outcome, Presence, Reason } from '#provisioning';
import type { Queryable } from '../database.js';
import { likeAnywhere } from './like-anywhere.js';
import { standingOfLink } from './standing.js';
import type { Standing } from './standing.js';

/** What is looked for among the Users or Groups of a connection; everything given must hold. */
export interface DirectoryQuery {
  readonly type: 'User' | 'Group';
  readonly id?: ResourceId;
  /** In names, userName and phone numbers, whatever its case. */
  readonly text?: string;
  readonly state?: Standing;
  readonly reason?: string;
  /** A department by its Link: who is in its Group, or lies in it in DingTalk. */
  readonly department?: LinkId;
  /** Only what is older than the one of this number. */
  readonly before?: number;
  readonly limit: number;
}

/** A User or a Group with its Link, as a list shows it. */
export interface DirectoryRow {
  /** Where it is in the list; the next page begins before it. */
  readonly seq: number;
  readonly id: ResourceId;
  readonly linkId: LinkId | null;
  readonly name: string | null;
  readonly userName: string | null;
  readonly active: boolean | null;
  readonly state: Standing;
  readonly presence: Presence;
  readonly outcome: Outcome | 'pending';
  readonly reason: Reason | null;
  readonly detailCode: string | null;
  readonly faults: readonly FieldFault[];
  readonly externalId: string | null;
  readonly since: Date;
  /** Of a Group. */
  readonly members: number | null;
}

/** The name that people know a Resource `r` by; else what was last written in DingTalk, where there is a Link `l`. */
export const shownName = `coalesce(r.body ->> 'displayName', r.body -> 'name' ->> 'formatted', r.body ->> 'userName')`;

const linked = `
  join lateral (
    select id as link_id, ${standingOfLink} as state, presence, outcome, reason, detail_code, faults, external_id,
      stands_since
    from link where link.connection_id = r.connection_id and link.resource_id = r.id) l on true`;

/** Users or Groups, the newest first. The text is put together: each filter wants a plan of its own. */
export async function listDirectory(
  db: Queryable,
  connectionId: ConnectionId,
  query: DirectoryQuery,
): Promise<readonly DirectoryRow[]> {
  const values: unknown[] = [connectionId, query.type, query.limit];
  const bound = (value: unknown) => `$${String(values.push(value))}`;
  const { id, text, state, reason, department, before } = query;
  const conditions = [
    ...(id === undefined ? [] : [`r.id = ${bound(id)}::uuid`]),
    ...(before === undefined ? [] : [`r.seq < ${bound(before)}::bigint`]),
    ...(text === undefined ? [] : [`r.search_text like ${bound(likeAnywhere(text))}`]),
    ...(state === undefined ? [] : [`l.state = ${bound(state)}`]),
    ...(reason === undefined ? [] : [`l.reason = ${bound(reason)}`]),
    ...(department === undefined ? [] : [`r.id in (${inDepartment(bound(department))})`]),
  ];
  const joined = state === undefined && reason === undefined ? '' : linked;
  const page = `
    select r.id, r.seq from resource r ${joined}
    where r.connection_id = $1 and r.type = $2 ${conditions.map((one) => `and ${one}`).join(' ')}
    order by r.seq desc limit $3`;
  return db.run<DirectoryRow>({ text: whole(page) }, values);
}

const whole = (page: string) => `
  with page as materialized (${page})
  select page.seq, r.id, l.link_id as "linkId", ${shownName} as name, r.body ->> 'userName' as "userName",
    (r.body ->> 'active')::boolean as active, l.state, l.presence, l.outcome, l.reason, l.detail_code as "detailCode",
    l.faults, l.external_id as "externalId", l.stands_since as since,
    case when r.type = 'Group' then (
      select count(*)::int from membership m where m.connection_id = $1 and m.group_id = r.id) end as members
  from page join resource r on r.connection_id = $1 and r.id = page.id ${linked}
  order by page.seq desc`;

const inDepartment = (link: string) => `
  select m.member_id from link d join membership m on m.connection_id = d.connection_id and m.group_id = d.resource_id
  where d.connection_id = $1 and d.id = ${link}
  union
  select p.resource_id from link d join link p on p.connection_id = d.connection_id
    and p.applied_departments @> array[d.external_id::bigint]
  where d.connection_id = $1 and d.id = ${link} and d.kind = 'department' and d.external_id ~ '^[0-9]{1,18}$'
    and p.resource_id is not null`;
