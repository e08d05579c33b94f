import { Bug } from '#common';
import { locationOf } from '#scim';
import type { AttributeDefinition } from '#scim';
import { column, exactText, operand } from './operand.js';
import type { Operand } from './operand.js';
import type { Subject, Values } from './values.js';

/** The members of Group r (RFC 7643 section 4.2). */
export function memberValues(subject: Subject): Values {
  return {
    some: (condition) => `exists (
      select from membership m where m.connection_id = r.connection_id and m.group_id = r.id and ${condition})`,
    operand: (sub) => memberOperand(sub, subject),
    first: (expression) => `(
      select ${expression} from membership m
      where m.connection_id = r.connection_id and m.group_id = r.id order by m.seq limit 1)`,
  };
}

function memberOperand({ name }: AttributeDefinition, { baseUrl, bindings }: Subject): Operand {
  switch (name) {
    case 'value':
      return column('uuid', 'm.member_id');
    case 'type':
      return operand('text', `lower(m.member_type collate "C")`);
    case '$ref': {
      const user = bindings.add(locationOf(baseUrl, 'User', ''));
      const group = bindings.add(locationOf(baseUrl, 'Group', ''));
      return exactText(
        `case m.member_type when 'User' then ${user}::text else ${group}::text end || m.member_id`,
      );
    }
    case 'display':
      return operand(
        'text',
        `(select x.display_name_key from resource x where x.connection_id = m.connection_id and x.id = m.member_id)`,
      );
    default:
      throw new Bug(`filter-members-${name}`);
  }
}

/** The Groups of User r, direct and through nested ones (RFC 7643 section 4.1.2). */
export function groupValues(subject: Subject): Values {
  let comparesType = false;
  return {
    operand: (sub) => {
      // Direct or indirect is no property of a Group, but of a User in it.
      if (sub.name === 'type') comparesType = true;
      return groupOperand(sub, subject);
    },
    some: (condition, picksFew) => {
      // Whoever is in any Group at all is in one directly.
      if (condition === 'true') return isMember;
      if (!comparesType && picksFew) return isBelowGroup(condition);
      return comparesType
        ? `(${isInGroup(condition)} or ${isBelowNested(condition)})`
        : isBelowAny(condition);
    },
    // Direct ones are shown first, in the order they were made.
    first: (expression) => `(
      select ${expression} from membership m
      join resource g on g.connection_id = m.connection_id and g.id = m.group_id ${groupKind('direct')}
      where m.connection_id = r.connection_id and m.member_id = r.id order by g.seq limit 1)`,
  };
}

const isMember = `exists (
  select from membership m where m.connection_id = r.connection_id and m.member_id = r.id)`;

/** How the User is in the Groups that a condition is asked of. */
const groupKind = (type: 'direct' | 'indirect'): string =>
  `cross join (select '${type}'::text collate "C" as type) t`;

/**
 * Whether row r is among members that may be many. Of an array the planner knows nothing, and so hashes it; of a
 * recursion it supposes too much to hash. Within "is true" it joins nothing, and looks up those who are listed.
 */
export const isAmong = (members: string): string => `((r.id in (select unnest(array(${members})))) is true)`;

/** In Groups g that meet a condition as direct ones. */
const isInGroup = (condition: string): string =>
  isAmong(`
  select m.member_id from resource g ${groupKind('direct')}
  join membership m on m.connection_id = $1 and m.group_id = g.id
  where g.connection_id = $1 and g.type = 'Group' and ${condition}`);

/** Below Groups nested in Groups g that meet a condition as indirect ones. "union" without "all" ends on cycles. */
const isBelowNested = (condition: string): string =>
  isAmong(`
  with recursive nested (top, group_id) as (
    select g.id, m.member_id from resource g ${groupKind('indirect')}
    join membership m on m.connection_id = $1 and m.group_id = g.id and m.member_type = 'Group'
    where g.connection_id = $1 and g.type = 'Group' and ${condition}
    union
    select nested.top, m.member_id from nested
    join membership m on m.connection_id = $1 and m.group_id = nested.group_id and m.member_type = 'Group'
  )
  select m.member_id from nested join membership m on m.connection_id = $1 and m.group_id = nested.group_id
  where not exists (
    select from membership d
    where d.connection_id = $1 and d.group_id = nested.top and d.member_id = m.member_id)`);

/** As isBelowGroup where the Groups may be many. */
const isBelowAny = (condition: string): string =>
  isAmong(`
  with recursive nested (group_id) as (
    select g.id from resource g where g.connection_id = $1 and g.type = 'Group' and ${condition}
    union
    select m.member_id from nested
    join membership m on m.connection_id = $1 and m.group_id = nested.group_id and m.member_type = 'Group'
  )
  select m.member_id from nested join membership m on m.connection_id = $1 and m.group_id = nested.group_id`);

/**
 * Walks down from the few Groups g that meet a condition, once for all rows r. The planner takes every recursion for
 * a big one: "offset 0" keeps it to the index of memberships, the array to that of Resources, and "in" hashes
 * the array where there is no index to use, as below a "not".
 */
export const isBelowGroup = (condition: string): string => `r.id in (select unnest(array(
  with recursive nested (group_id) as (
    select g.id from resource g where g.connection_id = $1 and g.type = 'Group' and ${condition}
    union
    select m.member_id from nested cross join lateral (
      select member_id from membership
      where connection_id = $1 and group_id = nested.group_id and member_type = 'Group' offset 0) m
  )
  select m.member_id from nested cross join lateral (
    select member_id from membership where connection_id = $1 and group_id = nested.group_id offset 0) m)))`;

function groupOperand({ name }: AttributeDefinition, { baseUrl, bindings }: Subject): Operand {
  switch (name) {
    case 'value':
      return column('uuid', 'g.id');
    case 'type':
      return operand('text', 't.type');
    case '$ref':
      return exactText(`${bindings.add(locationOf(baseUrl, 'Group', ''))}::text || g.id`);
    case 'display':
      return column('text', 'g.display_name_key');
    default:
      throw new Bug(`filter-groups-${name}`);
  }
}
