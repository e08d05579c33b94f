import type { Change } from '../plan/change.js';
import { mostAdded, mostRemoved } from '../plan/role.js';

/** DingTalk's APIs that a plan's changes call; each has a rate of its own. */
type PlannedApi =
  | 'createUser'
  | 'updateUser'
  | 'getUser'
  | 'deleteUser'
  | 'disableAccount'
  | 'enableAccount'
  | 'createDepartment'
  | 'updateDepartment'
  | 'listSubDepartments'
  | 'deleteDepartment'
  | 'listRoles'
  | 'createRoleGroup'
  | 'createRole'
  | 'renameRole'
  | 'addRoles'
  | 'removeRoles'
  | 'listRoleMembers'
  | 'deleteRole';

/** How often each API is called. */
export type Calls = Readonly<Partial<Record<PlannedApi, number>>>;

/** What a change costs. */
export interface Cost {
  readonly calls: Calls;
  /**
   * Texts or invitations that people may get: DingTalk sends one to whoever is added and does not use it yet, and no
   * parameter keeps it from doing so (fact sheet 12, M1: believed of the API, known of the admin console).
   */
  readonly texts: number;
}

/** What carrying out a change takes, where nothing goes wrong. */
export function costOf(change: Change): Cost {
  switch (change.kind) {
    case 'createAccount':
      return { calls: { createUser: 1 }, texts: 1 };
    case 'updateAccount': {
      const { departmentIds, departmentTitles } = change.set;
      const reads = change.keepForeign && (departmentIds !== undefined || departmentTitles !== undefined);
      return { calls: { updateUser: 1, ...(reads ? { getUser: 1 } : {}) }, texts: 0 };
    }
    case 'deleteAccount':
      return { calls: { deleteUser: 1 }, texts: 0 };
    case 'disableAccount':
    case 'enableAccount':
      return { calls: { [change.kind]: 1 }, texts: 0 };
    case 'createDepartment':
    case 'updateDepartment':
      return { calls: { [change.kind]: 1 }, texts: 0 };
    case 'deleteDepartment':
      return { calls: { listSubDepartments: 1, deleteDepartment: 1 }, texts: 0 };
    case 'makeRoleGroup':
      return { calls: { createRoleGroup: 1 }, texts: 0 };
    case 'createRole':
      return { calls: { createRole: 1, ...addingRoles(change.people) }, texts: 0 };
    case 'updateRole':
      return { calls: { renameRole: 1 }, texts: 0 };
    case 'addRoleMembers':
      return { calls: addingRoles(change.people), texts: 0 };
    case 'removeRoleMembers':
      return { calls: { removeRoles: Math.ceil(change.people / mostRemoved) }, texts: 0 };
    case 'deleteRole':
      return { calls: { listRoleMembers: 1, deleteRole: 1 }, texts: 0 };
    case 'readRoleGroup':
    case 'findRole':
      return { calls: { listRoles: 1 }, texts: 0 };
    case 'readRole':
      return { calls: { listRoleMembers: 1 }, texts: 0 };
    case 'findAccount':
    case 'findInvited':
    case 'readMobile':
    case 'adoptAccount':
      return { calls: { getUser: 1 }, texts: 0 };
    case 'findDepartment':
    case 'readDepartment':
    case 'adoptDepartment':
      return { calls: { listSubDepartments: 1 }, texts: 0 };
    case 'readAdministrators':
      return { calls: {}, texts: 0 };
  }
}

const addingRoles = (people: number): Calls =>
  people > 0 ? { addRoles: Math.ceil(people / mostAdded) } : {};

/** The pace uses so much of what DingTalk allows, to be on the safe side of its windows. */
const used = 0.95;

/** How long calls take at the least, in minutes: APIs are called side by side, each at its own rate. */
export function minutesOf(calls: Calls, callsPerSecond: number): number {
  const most = Math.max(0, ...Object.values(calls));
  return Math.ceil((most / (callsPerSecond * used) / 60) * 10) / 10;
}
