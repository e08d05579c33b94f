import { roleGroupValid } from './role-groups.js';

/** Whom SCIM names as a member of a Group `l`, with the account's Link `a`; the Link is there as long as he is. */
const named = `
  from membership m
  join link a on a.connection_id = m.connection_id and a.resource_id = m.member_id and a.kind = 'account'
  where m.connection_id = l.connection_id and m.group_id = l.resource_id`;

const placed = `
  from role_member p
  join link a on a.connection_id = p.connection_id and a.id = p.account_id
  where p.connection_id = l.connection_id and p.role_id = l.id`;

/** Somebody who stays, as far as it is known: he neither leaves nor is kept although he should. */
const stays = `a.leave_cause is null and not a.out_of_scope`;

/** Whoever waits for a department, or for his manager, is there as soon as they are. */
const isComing = `
  a.due_at is not null and (a.outcome = 'retry'
    or a.outcome = 'waiting' and a.reason in ('departmentPending', 'manager'))`;

const isNamed = `exists (
  select from membership m
  where m.connection_id = l.connection_id and m.group_id = l.resource_id and m.member_id = a.resource_id)`;

const isPlaced = `exists (
  select from role_member p where p.connection_id = l.connection_id and p.role_id = l.id and p.account_id = a.id)`;

/**
 * The people of a role, as its plan has to know them, in SQL over a Link `l`. Who is kept, or has time to come back,
 * is as he was; whoever has left his departments has left his roles. Accounts that are just looked at come last.
 */
export const roleMembers = `
  case when l.kind = 'role' or l.kind = 'department' and l.presence in ('none', 'gone') then (
    select jsonb_build_object(
      'joining', coalesce(to_jsonb(joining.ids), '[]'), 'joiningInAll', joining.n,
      'leaving', (
        select coalesce(jsonb_agg(o.external_id), '[]') from (
          select a.external_id ${placed} and a.external_id is not null
            and (a.presence = 'leaving' or a.out_of_scope or a.leave_cause is null and not ${isNamed})
          order by a.doubtful, a.id limit 101) o),
      'takenOut', (
        select count(*) ${placed} and a.external_id is not null and a.presence <> 'leaving' and not a.out_of_scope
          and a.leave_cause is null and not ${isNamed}),
      'placed', (
        select coalesce(jsonb_agg(o.external_id), '[]') from (
          select a.external_id ${placed} and a.external_id is not null order by a.doubtful, a.id limit 101) o),
      'placedInAll', (select count(*) ${placed} and a.external_id is not null),
      'wanted', (select count(*) ${named}),
      'onTheWay', exists (
        select ${named} and ${stays} and a.presence <> 'present' and ${isComing}),
      'awaited', exists (
        select ${named} and ${stays} and a.presence <> 'present' and a.outcome in ('retry', 'waiting', 'held')),
      'digest', (select coalesce(md5(string_agg(m.member_id::text, ',' order by m.member_id)), '') ${named}))
    from (
      select count(*)::int as n, (array_agg(a.external_id order by a.doubtful, m.seq))[1:21] as ids
      ${named} and ${stays} and a.presence = 'present' and a.external_id is not null and not ${isPlaced}
    ) joining
  ) end`;

/** What is known of late of the connection's role groups, by name, in SQL over a Link `l`. */
export const roleGroups = `
  case when l.kind <> 'account' and l.presence in ('none', 'gone', 'creating') then (
    select coalesce(jsonb_agg(jsonb_build_object('name', g.name, 'id', g.group_id, 'others', (
      select coalesce(jsonb_agg(one ->> 'name'), '[]') from jsonb_array_elements(g.roles) one
      where not exists (
        select from link o
        where o.connection_id = l.connection_id and o.kind = 'role' and o.external_id = one ->> 'roleId')))), '[]')
    from role_group g
    where g.connection_id = l.connection_id and g.read_at > clock_timestamp() - ${roleGroupValid}
  ) else '[]' end`;
