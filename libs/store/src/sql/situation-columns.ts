import { administratorsValid } from './known-administrators.js';
import { pathWanted } from './path-wanted.js';
import { roleGroups, roleMembers } from './role-situation.js';
import { scopeGroups } from './scope-groups.js';
import { some } from './some.js';

const reference = (link: string) => `
  'resourceId', ${link}.resource_id, 'presence', ${link}.presence, 'outcome', ${link}.outcome,
  'externalId', ${link}.external_id`;

/** Objects that stand where a path leads: by their own Resource's id where they have one. */
const step = `
  'pathKey', pl.path_key, 'resourceId', coalesce(pl.resource_id, pl.id), 'presence', pl.presence,
  'outcome', pl.outcome, 'externalId', pl.external_id`;

/** A client may have named anybody; as text an id is in no index. */
const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

const headsPath = `'{urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group,managers}'`;

/** Edges between departments: no role is above one. */
const edges = `
          membership m
          join link e on e.connection_id = m.connection_id and e.resource_id = m.group_id and e.kind = 'department'
          where m.connection_id = l.connection_id`;

/** A Link and everything a plan for it depends on. One statement is one snapshot: all of it was true at one moment. */
export const situationColumns = `
    select l.id, l.kind, l.presence, l.external_id as "externalId", l.applied, l.settle_from as "settleFrom", l.generation,
      l.resource_id as "resourceId", to_jsonb(l.foreign_departments) as "foreignDepartments", l.adopted, l.mark, l.doubtful,
      l.path_key as "pathKey", l.path, l.wanted_paths as "wantedPaths", clock_timestamp() as now,
      r.body, r.external_id as "resourceExternalId", l.unlinked_at is not null as unlinked,
      l.adopting || jsonb_build_object('asListed',
        coalesce((l.adopting ->> 'resourceGeneration')::bigint = r.generation, true)) as adopting,
      l.outcome, l.reason, l.generation > l.applied_generation as changed, l.leave_cause as "leaveCause",
      l.leave_from as "leaveFrom", l.out_of_scope as "outOfScope", l.observed_at as "observedAt", l.disabled,
      l.invited_from as "invitedFrom", l.recreate, l.asked_by as "askedBy", l.faults,
      (
        select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(${reference('gl')},
          'name', gr.body ->> 'displayName')) order by m.seq), '[]')
        from membership m
        join link gl on gl.connection_id = m.connection_id and gl.resource_id = m.group_id
        join resource gr on gr.connection_id = m.connection_id and gr.id = m.group_id
        where m.connection_id = l.connection_id and m.member_id = l.resource_id and not gl.out_of_scope
          and gl.kind = 'department'
      ) as groups,
      (
        select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(${step})) order by asked.place), '[]')
        from unnest(l.wanted_paths) with ordinality asked (key, place)
        cross join lateral (
          select * from link pl where pl.connection_id = l.connection_id and pl.path_key = asked.key
          order by pl.presence <> 'present', pl.resource_id is null, pl.created_at, pl.id limit 1) pl
      ) as steps,
      ${pathWanted('l')} as "pathWanted",
      l.path_key is not null and l.resource_id is not null and l.external_id is null and exists (
        select from link o
        where o.connection_id = l.connection_id and o.path_key = l.path_key and o.resource_id is null
          and o.presence <> 'gone') as "pathOccupied",
      (
        select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(${reference('hl')},
          'member', hl.applied_departments @> array[l.external_id::bigint])) order by hl.external_id), '[]')
        from jsonb_array_elements(
          case when jsonb_typeof(r.body #> ${headsPath}) = 'array' then r.body #> ${headsPath} end) head
        join link hl on hl.connection_id = l.connection_id and hl.kind = 'account'
          and hl.resource_id = case when head ->> 'value' ~* '${uuid}' then (head ->> 'value')::uuid end
        where l.kind = 'department'
      ) as heads,
      (
        select jsonb_strip_nulls(jsonb_build_object(${reference('ml')},
          'onTheWay', ml.outcome = 'retry' and ml.due_at is not null,
          'cyclic', exists (
            with recursive up (id) as (
              select r.manager_id
              union
              select x.manager_id from up join resource x on x.connection_id = l.connection_id and x.id = up.id
              where x.manager_id is not null
            )
            select from up where up.id = r.id)))
        from link ml
        where ml.connection_id = l.connection_id and ml.resource_id = r.manager_id and not ml.out_of_scope
      ) as manager,
      (
        select a.user_ids @> array[l.external_id] from known_administrators a
        where a.connection_id = l.connection_id and a.read_at > clock_timestamp() - ${administratorsValid}
      ) as administrator,
      ${scopeGroups('l.connection_id', 'l.resource_id', '$3::uuid[]')} as "scopeGroups",
      coalesce((
        select case when s.failures = 0 then 'open' when s.not_before > clock_timestamp() then 'closed'
          else 'halfOpen' end
        from lane_state s
        where s.connection_id = l.connection_id
          and s.lane = case l.kind when 'account' then 'createAccount' else 'createDepartment' end
      ), 'open') as creates,
      l.kind = 'department' and exists (
        with recursive up (id) as (
          (select m.group_id from ${edges} and m.member_id = l.resource_id order by m.seq limit 1)
          union
          select p.group_id from up cross join lateral (
            select m.group_id from ${edges} and m.member_id = up.id order by m.seq limit 1) p
        )
        select from up where up.id = l.resource_id
      ) as cyclic,
      l.kind = 'department' and l.external_id is not null and ${some(`
        select from link o
        where o.connection_id = l.connection_id and o.applied_departments @> array[l.external_id::bigint]`)} as occupied,
      l.kind = 'department' and exists (
        select from claim c join link w on w.connection_id = c.connection_id and w.waiting_on = c.key
        where c.connection_id = l.connection_id and c.link_id = l.id) as "nameAwaited",
      (
        select jsonb_build_object('kind', i.kind, 'fingerprint', i.fingerprint, 'state', i.state,
          'expired', coalesce(i.expires_at <= clock_timestamp(), false), 'ofRun', t.kind <> 'trickle')
        from run_item i join run t on t.connection_id = i.connection_id and t.id = i.run_id
        where i.connection_id = l.connection_id and i.link_id = l.id
          and i.state in ('held', 'approved', 'dropped')
      ) as listed,
      ${roleMembers} as "roleMembers", ${roleGroups} as "roleGroups",
      (select c.settings_version from connection c where c.id = l.connection_id) as "settingsVersion"
    from link l
    left join resource r on r.connection_id = l.connection_id and r.id = l.resource_id`;
