import { newDepartment, rootId } from './department.js';
import { mobileKey, newMember } from './member.js';
import type { Organisation } from './organisation.js';
import type { World } from './world.js';

/** What the sample company is called where nobody says otherwise. */
export const sampleName = 'Sample Trading Company';

/** Fills a company as one that was there before the bridge: a few departments and people made by hand. */
export function fillSampleCompany(world: World, org: Organisation): void {
  const departments = ['总经办', '市场部', 'Facilities'].map((name) => {
    const department = newDepartment(world.random.nextDepartmentId(), name, rootId, world.now());
    org.createDepartment(department);
    return department.id;
  });
  const people = ['王芳', '李娜', 'Grace Okafor', '张伟', 'Tomás Silva'];
  for (const [index, name] of people.entries()) {
    const mobile = `1390000000${String(index)}`;
    const place = departments[index % departments.length] ?? rootId;
    const member = newMember({
      // The creator's userid has a form of its own (fact sheet 9).
      userid: index === 0 ? `manager${String(1_000 + world.random.below(9_000))}` : world.random.userid(),
      unionid: world.unionidOf(mobileKey('86', mobile)),
      createdAt: world.now(),
      name,
      stateCode: '86',
      mobile,
      departments: new Map([[place, { order: world.random.memberOrder(), title: undefined }]]),
    });
    member.active = true;
    if (index === 0) Object.assign(member, { title: 'Managing Director', administrator: 1, boss: true });
    org.addMember(member);
  }
}
