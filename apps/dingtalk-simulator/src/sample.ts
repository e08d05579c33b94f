import type { Organisation } from './organisation.js';
import { emptyDepartment, rootId } from './organisation.js';
import { Parameters } from './parameters.js';
import { createUser } from './rules/user.js';
import type { World } from './world.js';

/** Every permission point of contacts (fact sheet 8.1). */
export const allScopes = [
  'qyapi_base',
  'qyapi_manage_addresslist',
  'qyapi_get_department_list',
  'qyapi_get_member',
  'qyapi_get_department_member',
  'qyapi_get_member_by_mobile',
  'qyapi_addresslist_search',
] as const;

/** Fills a company as one that was there before the bridge: a few departments and people made by hand. */
export function fillSampleCompany(world: World, org: Organisation): void {
  const departments = ['总经办', '市场部', 'Facilities'].map((name) => {
    const department = { ...emptyDepartment(world.random.nextDepartmentId()), name, parentId: rootId };
    org.addDepartment(department);
    return department.id;
  });
  const people = ['王芳', '李娜', 'Grace Okafor', '张伟', 'Tomás Silva'];
  for (const [index, name] of people.entries()) {
    const body = {
      name,
      mobile: `1390000000${String(index)}`,
      dept_id_list: String(departments[index % departments.length]),
      title: index === 0 ? 'Managing Director' : '',
    };
    const member = createUser(world, org, new Parameters(body));
    Object.assign(member, { active: true, admin: index === 0, boss: index === 0 });
  }
  world.counters.smsSent = 0;
}
