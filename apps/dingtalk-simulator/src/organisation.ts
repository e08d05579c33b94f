import type { App } from './app.js';
import { noCaps } from './caps.js';
import type { AuthLevel, Caps } from './caps.js';
import { newDepartment, rootId } from './department.js';
import type { Department, DepartmentChanges } from './department.js';
import type { Departure, LeaveReason } from './departure.js';
import { Directory } from './directory.js';
import type { Invitation } from './invitation.js';
import { mobileKey } from './member.js';
import type { EnterpriseAccount, Member, MemberChanges } from './member.js';
import { RoleBook } from './role.js';
import type { Role, RoleGroup } from './role.js';
import { DepartmentTree } from './tree.js';

/**
 * One company. Whatever changes it, a call or a hand, is one of the methods below "Acts": one method, one act; nobody
 * else writes to a department, a member or a role.
 */
export class Organisation {
  readonly tree = new DepartmentTree();
  readonly directory = new Directory();
  readonly roles = new RoleBook();
  readonly apps: App[] = [];
  /** Keyed `+cc-local`. */
  readonly invitations = new Map<string, Invitation>();
  /** Who left, in the order of leaving. */
  readonly departures: Departure[] = [];
  /** The last departure of a number: it decides about consent (correction C1). */
  readonly lastDepartures = new Map<string, Departure>();
  readonly caps: Caps = noCaps();
  authLevel: AuthLevel = 1;
  /** Calls a month of what is not exempt (fact sheet 6.1); null: any number. */
  monthlyQuota: number | null = 5_000;
  /** Enterprise accounts are for organisations that pay (fact sheet 3.8). */
  enterpriseAccounts = true;
  mailService = true;
  /** Custom fields that were made in the console; undefined: whatever is sent is one. */
  customFields: ReadonlySet<string> | undefined;

  constructor(
    readonly corpId: string,
    public name: string,
    /** `CN`: mainland numbers are written bare. */
    readonly region: string,
    createdAt = 0,
  ) {
    this.tree.add(newDepartment(rootId, name, undefined, createdAt));
  }

  get departments(): ReadonlyMap<number, Department> {
    return this.tree.departments;
  }

  get users(): ReadonlyMap<string, Member> {
    return this.directory.users;
  }

  // Acts on departments

  createDepartment(department: Department): void {
    this.tree.add(department);
  }

  updateDepartment(department: Department, changes: DepartmentChanges): void {
    this.tree.update(department, changes);
  }

  removeDepartment(department: Department): void {
    this.tree.remove(department);
  }

  // Acts on people

  addMember(member: Member): void {
    this.invitations.delete(mobileKey(member.stateCode, member.mobile));
    this.directory.add(member);
  }

  updateMember(member: Member, changes: MemberChanges, at: number): void {
    this.directory.update(member, changes, at);
  }

  /** @param cleared whether reporting lines and headships go along (fact sheet 14.15) */
  removeMember(member: Member, at: number, reason: LeaveReason, cleared = true): void {
    const { userid, name, stateCode, mobile, joinedByConsentAt } = member;
    this.directory.remove(member, cleared);
    this.roles.forget(userid);
    if (cleared) this.tree.removeHead(userid);
    const departure: Departure = { userid, name, stateCode, mobile, at, reason, joinedByConsentAt };
    this.departures.push(departure);
    this.lastDepartures.set(mobileKey(stateCode, mobile), departure);
  }

  activateMember(member: Member, at: number): void {
    this.directory.update(member, { active: true }, at);
  }

  setAdministrator(member: Member, level: 1 | 2 | undefined, at: number): void {
    this.directory.update(member, { administrator: level }, at);
  }

  setEnterpriseAccount(member: Member, enterprise: EnterpriseAccount, at: number): void {
    this.directory.update(member, { enterprise }, at);
  }

  invite(invitation: Invitation): void {
    this.invitations.set(invitation.mobile, invitation);
  }

  /** Declined, void, or taken up. */
  endInvitation(invitation: Invitation): void {
    this.invitations.delete(invitation.mobile);
  }

  // Acts on roles

  addRoleGroup(group: RoleGroup): void {
    this.roles.addGroup(group);
  }

  addRole(role: Role): void {
    this.roles.addRole(role);
  }

  renameRole(role: Role, name: string): void {
    this.roles.renameRole(role, name);
  }

  removeRole(role: Role): void {
    this.roles.removeRole(role);
  }

  assignRoles(roleIds: readonly number[], userids: readonly string[]): void {
    for (const roleId of roleIds) for (const userid of userids) this.roles.assign(roleId, userid);
  }

  unassignRoles(roleIds: readonly number[], userids: readonly string[]): void {
    for (const roleId of roleIds) for (const userid of userids) this.roles.unassign(roleId, userid);
  }

  /** Which departments somebody manages by his role. */
  scopeRole(roleId: number, userid: string, departments: readonly number[]): void {
    this.roles.assign(roleId, userid, departments);
  }

  // Acts on the organisation itself

  rename(name: string): void {
    this.name = name;
    const root = this.departments.get(rootId);
    if (root) this.tree.update(root, { name });
  }
}
