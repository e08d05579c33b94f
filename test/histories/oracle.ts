import type { ScimDocument, SimulatedDepartment, SimulatedState, SimulatedUser } from '../support/clients.js';
import type { Person } from './company.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** All that an end is judged by. The oracle knows SCIM and DingTalk, and nothing of how one becomes the other. */
export interface End {
  readonly users: readonly ScimDocument[];
  readonly groups: readonly ScimDocument[];
  readonly dingTalk: SimulatedState;
  /** userids that people of DingTalk made by hand. */
  readonly strangers: ReadonlySet<string>;
  readonly people: readonly Person[];
  /** Where people without department go. */
  readonly defaultDepartmentId: number;
}

/** What is wrong at the end of a history: nothing, if the bridge kept its promises. */
export function faultsOf(end: End): readonly string[] {
  const { dingTalk, strangers } = end;
  const faults: string[] = [];
  const departments = departmentsByGroup(end, faults);
  const accounts = accountsByNumber(end, faults);
  for (const userid of strangers) {
    const found = dingTalk.users.find((one) => one.userid === userid);
    if (found?.name !== 'By hand') faults.push(`the stranger ${userid} was touched`);
  }
  for (const group of end.groups) faults.push(...faultsOfGroup(end, group, departments));
  for (const user of end.users) faults.push(...faultsOfUser(end, user, departments, accounts));
  return faults;
}

type Departments = ReadonlyMap<string, SimulatedDepartment>;

/** Every department but the root is that of one Group that is there. */
function departmentsByGroup({ groups, dingTalk }: End, faults: string[]): Departments {
  const found = new Map<string, SimulatedDepartment>();
  for (const department of dingTalk.departments) {
    if (department.dept_id === 1) continue;
    const external = department.source_identifier?.split(':')[1];
    const group = groups.find(({ externalId }) => externalId === external);
    if (!group) faults.push(`the department ${department.name} (${String(external)}) belongs to no Group`);
    else if (found.has(group.id)) faults.push(`the Group ${String(external)} has two departments`);
    else found.set(group.id, department);
  }
  return found;
}

/** Every account but the strangers' is that of one active person. */
function accountsByNumber({ users, dingTalk, strangers }: End, faults: string[]) {
  const found = new Map<string, SimulatedUser>();
  for (const account of dingTalk.users) {
    if (strangers.has(account.userid)) continue;
    const number = account.job_number;
    const user = users.find((one) => numberOf(one) === number);
    if (!user) faults.push(`the account of ${number} belongs to nobody`);
    else if (user.active === false) faults.push(`the account of ${number} is still there`);
    else if (found.has(number)) faults.push(`${number} has two accounts`);
    else found.set(number, account);
  }
  return found;
}

const numberOf = (user: ScimDocument): string =>
  String((user[enterprise] as { employeeNumber?: string } | undefined)?.employeeNumber);

const nameOf = ({ displayName }: ScimDocument) => String(displayName);

function faultsOfGroup({ groups }: End, group: ScimDocument, departments: Departments): readonly string[] {
  const own = departments.get(group.id);
  const label = `the department of ${nameOf(group)} (${String(group.externalId)})`;
  const above = groups.filter(({ members = [] }) => members.some(({ value }) => value === group.id));
  if (!own) {
    if (isInCircle(groups, group)) return [];
    const blockedAbove = above.length > 0 && above.every(({ id }) => !departments.has(id));
    const places = above.length > 0 ? above.map(({ id }) => departments.get(id)?.dept_id) : [1];
    const namesake = [...departments.values()].some(
      ({ name, parent_id: parent }) => name === nameOf(group) && places.includes(parent),
    );
    return blockedAbove || namesake ? [] : [`${label} is missing`];
  }
  const places = above.length > 0 ? above.map(({ id }) => departments.get(id)?.dept_id) : [1];
  const fine = own.name === nameOf(group) && places.includes(own.parent_id);
  if (fine) return [];
  // Where the name is taken there, or the place itself is missing, it stays as it was: told, not forced.
  const stuck =
    isInCircle(groups, group) ||
    places.includes(undefined) ||
    [...departments.values()].some(
      (other) => other !== own && other.name === nameOf(group) && places.includes(other.parent_id),
    );
  return stuck ? [] : [`${label} is ${own.name} below ${String(own.parent_id)}`];
}

function isInCircle(groups: readonly ScimDocument[], group: ScimDocument): boolean {
  const seen = new Set<string>();
  const up = [group.id];
  for (const id of up) {
    for (const { id: above, members = [] } of groups) {
      if (!members.some(({ value }) => value === id)) continue;
      if (above === group.id) return true;
      if (!seen.has(above)) up.push(above);
      seen.add(above);
    }
  }
  return false;
}

function faultsOfUser(
  end: End,
  user: ScimDocument,
  departments: Departments,
  accounts: ReadonlyMap<string, SimulatedUser>,
): readonly string[] {
  const { dingTalk, groups, people } = end;
  const number = numberOf(user);
  const account = accounts.get(number);
  if (user.active === false) return [];
  const mobile = (user.phoneNumbers as { value: string }[] | undefined)?.[0]?.value;
  const memberOf = groups.filter(({ members = [] }) => members.some(({ value }) => value === user.id));
  const places = memberOf.map(({ id }) => departments.get(id)?.dept_id);
  const there = places.filter((id) => id !== undefined);
  const nowhere = memberOf.length > 0 && there.length === 0;
  if (!account) {
    const taken = dingTalk.users.some((one) => one.mobile === mobile);
    return mobile === undefined || taken || nowhere ? [] : [`${number} has no account`];
  }
  const faults: string[] = [];
  const expect = (what: string, is: unknown, wanted: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(wanted)) {
      faults.push(`${what} of ${number} is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`);
    }
  };
  expect('the name', account.name, nameOf(user));
  expect('the title', account.title, user.title ?? '');
  expect('the manager', account.manager_userid ?? '', managerOf(end, user, accounts));
  if (!nowhere) {
    const wanted = memberOf.length === 0 ? [end.defaultDepartmentId] : there;
    expect('the departments', sorted(account.dept_id_list), sorted(wanted));
  }
  const known = people.find((one) => `n${String(one.number)}` === number)?.mobiles;
  if (!known?.has(account.mobile)) faults.push(`${number} has the mobile of somebody else`);
  return faults;
}

const sorted = (ids: readonly number[]) => [...new Set(ids)].sort((a, b) => a - b);

function managerOf({ users }: End, user: ScimDocument, accounts: ReadonlyMap<string, SimulatedUser>): string {
  const id = (user[enterprise] as { manager?: { value?: string } } | undefined)?.manager?.value;
  const manager = users.find((one) => one.id === id);
  return (manager && accounts.get(numberOf(manager))?.userid) ?? '';
}
