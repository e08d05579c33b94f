import { requireDepartmentInScope } from '../contact-scope.js';
import { newDepartment, rootId } from '../department.js';
import type { Department, DepartmentChanges } from '../department.js';
import type { Request } from '../endpoints/endpoint.js';
import type { Organisation } from '../organisation.js';
import { Refusal, require } from '../refusal.js';
import type { Variants } from '../variants.js';
import type { GivenDepartment } from './department-given.js';

const maxDepth = 20;
const maxChildren = 1000;

/** department/create, checks in the order of fact sheet 11.3. */
export function createDepartment(
  request: Request,
  givenName: string,
  parentId: number,
  given: GivenDepartment,
): Department {
  const { world, org } = request;
  const name = checkName(givenName);
  require(org.departments.has(parentId), '60004');
  requireDepartmentInScope(request.app, org, parentId);
  checkSibling(world.variants, org, parentId, name);
  checkRoom(org, parentId, 1);
  const order = checkOrder(given.order);
  const { departments: cap } = org.caps;
  require(cap === null || org.departments.size - 1 < cap, '60110');
  const id = world.random.nextDepartmentId();
  const department = newDepartment(id, name, parentId, world.now());
  Object.assign(department, changesOf(given), order === undefined ? {} : { order });
  org.createDepartment(department);
  return department;
}

/** department/update: what is omitted stays; a new parent takes the subtree along. */
export function updateDepartment(request: Request, id: number, given: GivenDepartment): void {
  const { world, org } = request;
  require(id !== rootId, '60018');
  const department = findDepartment(org, id);
  const name = given.name === undefined ? department.name : checkName(given.name);
  const parentId = given.parentId ?? department.parentId ?? rootId;
  require(org.departments.has(parentId), '60004');
  require(!org.tree.ancestors(parentId).includes(id), '60010');
  if (name !== department.name || parentId !== department.parentId)
    checkSibling(world.variants, org, parentId, name, id);
  if (parentId !== department.parentId) checkRoom(org, parentId, org.tree.height(id));
  const order = checkOrder(given.order);
  const isMember = (userid: string) => org.users.get(userid)?.departments.has(id) === true;
  require(given.managers?.every(isMember) ?? true, '40031');
  require(given.orgDeptOwner === undefined || isMember(given.orgDeptOwner), '40093');
  // Fact sheet 2.2: heads are cleared by naming the field, never by an empty list.
  const heads =
    given.managers ?? (given.cleared.includes('dept_manager_userid_list') ? [] : department.managers);
  org.updateDepartment(department, {
    ...changesOf(given),
    name,
    parentId,
    managers: heads,
    order: order ?? department.order,
  });
}

/** department/delete: refused while anybody is below; empty sub-departments go silently along, or forbid it by flag. */
export function deleteDepartment({ world, org }: Request, id: number): void {
  require(id !== rootId, '60007');
  findDepartment(org, id);
  const below = org.tree.subtree(id);
  require(below.every((at) => org.directory.membersOf(at).size === 0), '60005');
  require(world.variants.cascade || below.length === 1, '60006');
  for (const at of [...below].reverse()) org.removeDepartment(findDepartment(org, at));
}

/** @throws Refusal 40009 for ids below 1, 60003 for strangers */
export function findDepartment(org: Organisation, id: number): Department {
  require(id >= 1, '40009');
  const found = org.departments.get(id);
  require(found !== undefined, '60003');
  return found;
}

/** What was given, as it is kept. */
function changesOf(given: GivenDepartment): DepartmentChanges {
  const changes: { [Field in keyof DepartmentChanges]: DepartmentChanges[Field] | undefined } = {
    sourceIdentifier: given.sourceIdentifier,
    createDeptGroup: given.createDeptGroup,
    autoAddUser: given.autoAddUser,
    autoApproveApply: given.autoApproveApply,
    hideDept: given.hideDept,
    deptPermits: given.deptPermits,
    userPermits: given.userPermits,
    outerDept: given.outerDept,
    outerDeptOnlySelf: given.outerDeptOnlySelf,
    outerPermitDepts: given.outerPermitDepts,
    outerPermitUsers: given.outerPermitUsers,
    groupContainSubDept: given.groupContainSubDept,
    orgDeptOwner: given.orgDeptOwner,
    code: given.code,
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function checkName(name: string): string {
  require(name.length >= 1 && name.length <= 64, '60001');
  require(!/[-,，]/.test(name), '60009');
  return name;
}

function checkOrder(order: unknown): number | undefined {
  if (order === undefined) return undefined;
  const number = typeof order === 'string' ? Number(order) : order;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) throw new Refusal('40011');
  return number;
}

/** Twenty levels, the root's among them, and a thousand children (fact sheet 9). */
function checkRoom(org: Organisation, parentId: number, height: number): void {
  require(org.tree.ancestors(parentId).length + height <= maxDepth, '60002');
  require((org.tree.children.get(parentId)?.size ?? 0) < maxChildren, '60110');
}

function checkSibling(
  { duplicateNameCode, foldDepartmentNames }: Variants,
  org: Organisation,
  parentId: number,
  name: string,
  self?: number,
): void {
  const key = (text: string) => (foldDepartmentNames ? text.trim().toLowerCase() : text);
  for (const id of org.tree.children.get(parentId) ?? []) {
    const sibling = org.departments.get(id);
    require(id === self || sibling === undefined || key(sibling.name) !== key(name), duplicateNameCode);
  }
}
