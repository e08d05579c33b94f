import { randomUUID } from 'node:crypto';
import {
  deleteUser,
  findUserByMobile,
  getDepartment,
  getUser,
  isAccountDisabled,
  listLeaveRecords,
  listSubDepartments,
  listUsers,
  readContactScope,
  readVerification,
  searchUsers,
} from '#dingtalk';
import type { ContactScope, DingTalkClient, PermissionCode, UserRead } from '#dingtalk';
import { probe } from './probe.js';
import type { Probe } from './probe.js';

/** No mobile begins like this. */
const noMobile = '10000000000';
const dayMs = 86_400_000;
/** Enough to find somebody whose fields are filled; one page has more. */
const people = 50;

/** What every permission point's own call told, and what two of them found. */
export interface Round {
  readonly permissions: ReadonlyMap<PermissionCode, Probe<unknown>>;
  readonly contactScope: Probe<ContactScope>;
  readonly root: Probe<unknown>;
  /** Undefined where the connection has no default department but the root. */
  readonly defaultDepartment: Probe<unknown> | undefined;
  readonly people: Probe<readonly UserRead[]>;
  readonly verification: Probe<number>;
}

/** Departments that a connection means. */
export interface Departments {
  readonly rootDepartmentId: number;
  readonly defaultDepartmentId?: number | undefined;
}

/**
 * Makes one call for each permission point, all of them together, ten in all, eleven with a default department.
 * Nothing is written: DingTalk looks at permissions before it looks for the person, so that asking for, or removing,
 * somebody who cannot exist tells whether it would be allowed.
 */
export async function examine(client: DingTalkClient, departments: Departments): Promise<Round> {
  const nobody = `nobody-${randomUUID()}`;
  const { rootDepartmentId: root, defaultDepartmentId: other } = departments;
  const now = Date.now();
  const leaves = listLeaveRecords(client, new Date(now - dayMs), new Date(now));
  const [contactScope, below, listed, verification, otherDepartment, ...rest] = await Promise.all([
    probe(() => readContactScope(client)),
    probe(() => listSubDepartments(client, root)),
    probe(() => take(listUsers(client, root), people)),
    probe(() => readVerification(client)),
    other === undefined || other === root ? undefined : probe(() => getDepartment(client, other)),
    probe(() => getUser(client, nobody)),
    probe(() => findUserByMobile(client, noMobile)),
    probe(() => deleteUser(client, nobody)),
    probe(() => take(searchUsers(client, nobody), 1)),
    probe(() => take(leaves, 1)),
    probe(() => isAccountDisabled(client, nobody)),
  ]);
  const [member, byMobile, writing, search, leaving, accounts] = rest;
  return {
    permissions: new Map<PermissionCode, Probe<unknown>>([
      ['qyapi_base', contactScope],
      ['qyapi_manage_addresslist', writing],
      ['qyapi_get_department_list', below],
      ['qyapi_get_member', member],
      ['qyapi_get_department_member', listed],
      ['qyapi_get_member_by_mobile', byMobile],
      ['qyapi_addresslist_search', search],
      ['Contact.Common.Read', leaving],
      ['Contact.Org.Read', verification],
      ['Contact.OrgAccountSecurity.ReadWrite', accounts],
    ]),
    contactScope,
    root: below,
    defaultDepartment: otherDepartment,
    people: listed,
    verification,
  };
}

/** The first so many of a list; what lies on further pages is not asked for. */
async function take<Item>(list: AsyncIterable<Item>, atMost: number): Promise<readonly Item[]> {
  const taken: Item[] = [];
  for await (const item of list) {
    taken.push(item);
    if (taken.length === atMost) break;
  }
  return taken;
}
