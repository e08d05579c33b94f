import { emptyDepartment, rootId } from '../organisation.js';
import type { Department, Organisation } from '../organisation.js';
import type { Parameters } from '../parameters.js';
import { Refusal, require } from '../refusal.js';
import type { World } from '../world.js';

const maxDepth = 20;
const maxChildren = 1000;

/** department/create by the rules of fact sheet 11.3. */
export function createDepartment(world: World, org: Organisation, given: Parameters): Department {
  const name = checkName(given.givenText('name'));
  const parentId = given.requiredInteger('parent_id');
  require(org.departments.has(parentId), '60004');
  checkSibling(world, org, parentId, name);
  checkRoom(org, parentId, 1);
  const order = checkOrder(given);
  const department: Department = {
    ...emptyDepartment(world.random.nextDepartmentId()),
    name,
    parentId,
    sourceIdentifier: given.text('source_identifier'),
    createDeptGroup: given.flag('create_dept_group') ?? false,
    hideDept: given.flag('hide_dept') ?? false,
    outerDept: given.flag('outer_dept') ?? false,
  };
  if (order !== undefined) department.order = order;
  org.addDepartment(department);
  return department;
}

/** department/update: what is omitted stays; a new parent takes the subtree along. */
export function updateDepartment(world: World, org: Organisation, given: Parameters): Department {
  const id = given.requiredInteger('dept_id');
  require(id !== rootId, '60018');
  const department = findDepartment(org, id);
  const name = given.has('name') ? checkName(given.givenText('name')) : department.name;
  const parentId = given.integer('parent_id') ?? department.parentId ?? rootId;
  const code = given.text('code');
  require((code ?? '').length <= 30, '40035');
  require(org.departments.has(parentId), '60004');
  require(!org.subtree(id).includes(parentId), '60010');
  if (name !== department.name || parentId !== department.parentId)
    checkSibling(world, org, parentId, name, id);
  if (parentId !== department.parentId) checkRoom(org, parentId, org.height(id));
  const order = checkOrder(given);
  const managers = given.list('dept_manager_userid_list');
  require(managers?.every((userid) => org.users.get(userid)?.departments.has(id)) ?? true, '40031');
  const owner = given.text('org_dept_owner');
  require(owner === undefined || org.users.get(owner)?.departments.has(id) === true, '40093');
  const forced = given.list('force_update_fields');
  const sourceIdentifier = given.text('source_identifier');
  const hideDept = given.flag('hide_dept');
  const createDeptGroup = given.flag('create_dept_group');
  const autoAddUser = given.flag('auto_add_user');

  org.changeDepartment(department, () => {
    department.name = name;
    if (parentId !== department.parentId) org.moveDepartment(department, parentId);
    if (order !== undefined) department.order = order;
    if (code !== undefined) department.code = code;
    if (sourceIdentifier !== undefined) department.sourceIdentifier = sourceIdentifier;
    if (managers) department.managers = [...managers];
    else if (forced?.includes('dept_manager_userid_list')) department.managers = [];
    department.hideDept = hideDept ?? department.hideDept;
    department.createDeptGroup = createDeptGroup ?? department.createDeptGroup;
    department.autoAddUser = autoAddUser ?? department.autoAddUser;
  });
  return department;
}

/** department/delete: refused while anybody is below; empty sub-departments go silently along. */
export function deleteDepartment(org: Organisation, given: Parameters): void {
  const id = given.requiredInteger('dept_id');
  require(id !== rootId, '60007');
  findDepartment(org, id);
  const below = org.subtree(id);
  require(below.every((at) => (org.members.get(at)?.size ?? 0) === 0), '60005');
  org.removeSubtree(id);
}

/** @throws Refusal 40009 for ids below 1, 60003 for strangers */
export function findDepartment(org: Organisation, id: number): Department {
  require(id >= 1, '40009');
  const found = org.departments.get(id);
  require(found !== undefined, '60003');
  return found;
}

function checkName(name: string): string {
  require(name.length >= 1 && name.length <= 64, '60001');
  require(!/[-,，]/.test(name), '60009');
  return name;
}

function checkOrder(given: Parameters): number | undefined {
  const order = given.raw('order');
  if (order === undefined) return undefined;
  const number = typeof order === 'string' ? Number(order) : order;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) throw new Refusal('40011');
  return number;
}

/** Twenty levels, the root's among them, and a thousand children (fact sheet 9). */
function checkRoom(org: Organisation, parentId: number, height: number): void {
  require(org.ancestors(parentId).length + height <= maxDepth, '60002');
  require((org.children.get(parentId)?.size ?? 0) < maxChildren, '60110');
}

function checkSibling(world: World, org: Organisation, parentId: number, name: string, self?: number): void {
  const siblings = [...(org.children.get(parentId) ?? [])].filter((id) => id !== self);
  const same = siblings.some((id) => org.departments.get(id)?.name === name);
  require(!same, world.variants.duplicateNameCode);
}
