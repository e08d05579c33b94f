import { Bug } from '#common';
import { locationOf } from '#scim';
import type { AttributeDefinition } from '#scim';
import { isAmong } from './memberships.js';
import { column, exactText } from './operand.js';
import type { Operand } from './operand.js';
import type { Subject, Values } from './values.js';

/** Who heads which department: what a mirror has read, and what the bridge itself has written. */
const led = `(
  select head as userid, d.external_id as dept_id, d.resource_id as group_id
  from mirrored d cross join unnest(d.heads) head
  where d.connection_id = $1 and d.kind = 'department' and d.left_at is null and d.heads <> '{}'
  union all
  select head, d.external_id, d.resource_id
  from link d cross join jsonb_array_elements_text(
    case when jsonb_typeof(d.applied -> 'headIds') = 'array' then d.applied -> 'headIds' else '[]' end) head
  where d.connection_id = $1 and d.kind = 'department' and d.presence = 'present')`;

const departments = `from ${led} led
  join link p on p.connection_id = $1 and p.kind = 'account' and p.external_id = led.userid
    and p.presence in ('present', 'leaving')
  left join resource g on g.connection_id = $1 and g.id = led.group_id and g.type = 'Group'`;

/** The departments that User r heads. They are walked once for all rows: a company has few heads. */
export function leaderValues(subject: Subject): Values {
  return {
    some: (condition) => isAmong(`select p.resource_id ${departments} where ${condition}`),
    operand: (sub) => leaderOperand(sub, subject),
    first: (expression) => `(
      select ${expression} ${departments} where p.resource_id = r.id
      order by length(led.dept_id), led.dept_id limit 1)`,
  };
}

function leaderOperand({ name }: AttributeDefinition, { baseUrl, bindings }: Subject): Operand {
  switch (name) {
    case 'value':
      return column('uuid', 'g.id');
    case '$ref':
      return exactText(`${bindings.add(locationOf(baseUrl, 'Group', ''))}::text || g.id`);
    case 'display':
      return column('text', 'g.display_name_key');
    case 'deptId':
      return exactText('led.dept_id');
    default:
      throw new Bug(`filter-leader-${name}`);
  }
}
