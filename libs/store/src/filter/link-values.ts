import { Bug } from '#common';
import { locationOf, syncSchema } from '#scim';
import type { AttributeDefinition } from '#scim';
import { departmentAt, maxDepartmentDepth } from '../sql/department-places.js';
import { standingOfLink } from '../sql/standing.js';
import { leaderValues } from './leader-values.js';
import { exactText, operand } from './operand.js';
import type { Operand } from './operand.js';
import type { Subject, Values } from './values.js';

const link = 'from link l where l.connection_id = r.connection_id and l.resource_id = r.id';
const thereNow = `l.presence in ('present', 'leaving')`;
const known = `(${standingOfLink})`;

/** What the bridge tells of DingTalk: it lies in the Link of row r, not in its body. */
export function linkValues({ name }: AttributeDefinition, subject: Subject): Values {
  switch (name) {
    case 'userId':
    case 'deptId':
      return told(() => exactText('l.external_id'));
    case 'syncState':
      return told(() => exactText(known));
    case 'syncReason':
      return told(() => exactText(`case when ${known} <> 'onTheWay' then l.reason end`));
    case 'path':
      return told(() => exactText(path), thereNow);
    case 'parent':
      return told((sub) => parentOperand(sub, subject), `${thereNow} and l.applied ? 'parentId'`);
    case 'unionId':
      return told(() => exactText(`coalesce(l.union_id, ${mirrored} ->> 'unionId')`), linked);
    case 'active':
      return told(() => operand('json', `coalesce(to_jsonb(l.signed_in), ${mirrored} -> 'active')`), linked);
    case 'syncFaults':
      return faultValues;
    case 'leaderIn':
      return leaderValues(subject);
    default:
      throw new Bug(`filter-link-${name}`);
  }
}

const linked = 'l.external_id is not null';

/** Where a mirror keeps what it has read of a person. */
const mirrored = `(r.body -> '${syncSchema.User.id}')`;

const faults = `
  from link l cross join jsonb_array_elements(l.faults) with ordinality f (fault, place)
  where l.connection_id = r.connection_id and l.resource_id = r.id`;

const faultValues: Values = {
  some: (condition) => `exists (select ${faults} and ${condition})`,
  operand: ({ name }) => exactText(`f.fault ->> '${name}'`),
  first: (expression) => `(select ${expression} ${faults} order by f.place limit 1)`,
};

const told = (operandOf: Values['operand'], given = 'true'): Values => ({
  some: (condition) => `exists (select ${link} and ${given} and ${condition})`,
  operand: operandOf,
  first: (expression) => `(select ${expression} ${link} and ${given})`,
});

const path = `(
  with recursive up (above, names, depth) as (
    select l.applied ->> 'parentId', l.applied ->> 'name', 1
    union all
    select p.applied ->> 'parentId', (p.applied ->> 'name') || '/' || up.names, up.depth + 1
    from up join link p on ${departmentAt('p', 'l.connection_id', 'up.above')}
    where up.depth < ${String(maxDepartmentDepth)}
  )
  select names from up order by depth desc limit 1)`;

function parentOperand({ name }: AttributeDefinition, { baseUrl, bindings }: Subject): Operand {
  const above = `from link p where ${departmentAt('p', 'l.connection_id', `l.applied ->> 'parentId'`)}`;
  switch (name) {
    case 'deptId':
      return exactText(`l.applied ->> 'parentId'`);
    case '$ref':
      return exactText(
        `(select ${bindings.add(locationOf(baseUrl, 'Group', ''))}::text || p.resource_id ${above})`,
      );
    case 'display':
      return operand(
        'text',
        `(select g.display_name_key from link p
          join resource g on g.connection_id = p.connection_id and g.id = p.resource_id
          where ${departmentAt('p', 'l.connection_id', `l.applied ->> 'parentId'`)})`,
      );
    default:
      return exactText(`(select p.resource_id::text ${above})`);
  }
}
