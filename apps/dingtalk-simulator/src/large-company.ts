import { newDepartment, rootId } from './department.js';
import { mobileKey, newMember } from './member.js';
import type { Organisation } from './organisation.js';
import type { World } from './world.js';

const branching = 12;
/** One person in so many. */
const restrictedEvery = 1_000;
const inactiveEvery = 20;
const secondPlaceEvery = 10;
const firstMobile = 13_100_000_000;

/** A company of a size, the same for the same seed. It was there before: nothing is told of its making. */
export function fillLargeCompany(
  world: World,
  org: Organisation,
  size: { readonly people: number; readonly departments: number },
): void {
  const now = world.now();
  const places: number[] = [];
  for (let n = 0; n < size.departments; n += 1) {
    const id = world.random.nextDepartmentId();
    const parentId = n < branching ? rootId : (places[Math.floor(n / branching) - 1] ?? rootId);
    org.tree.add(newDepartment(id, `Department ${String(n + 1)}`, parentId, now));
    places.push(id);
  }
  const at = (n: number) => places[n % places.length] ?? rootId;
  for (let n = 0; n < size.people; n += 1) {
    const mobile = String(firstMobile + n);
    const userid = `p${String(n + 1).padStart(6, '0')}`;
    const place = { order: world.random.memberOrder(), title: undefined };
    const departments = new Map([[at(n), place]]);
    if (n % secondPlaceEvery === 0)
      departments.set(at(n + 7), { order: world.random.memberOrder(), title: undefined });
    const member = newMember({
      userid,
      unionid: world.unionidOf(mobileKey('86', mobile)),
      createdAt: now,
      name: `Person ${String(n + 1)}`,
      stateCode: '86',
      mobile,
      departments,
    });
    member.title = 'Engineer';
    member.jobNumber = `E-${String(n + 1)}`;
    member.email = `${userid}@example.com`;
    member.active = n % inactiveEvery !== 0;
    member.restricted = n % restrictedEvery === 0;
    if (n >= places.length) member.managerUserid = `p${String((n % places.length) + 1).padStart(6, '0')}`;
    org.directory.add(member);
  }
}
