/** A group of roles; the system's own is not to be edited (fact sheet 4). */
export interface RoleGroup {
  readonly id: number;
  readonly name: string;
  readonly system: boolean;
}

/** A role: it lies in exactly one group. */
export interface Role {
  readonly id: number;
  readonly groupId: number;
  name: string;
}

/** Who has which role, with the departments that he manages by it. */
export class RoleBook {
  readonly groups = new Map<number, RoleGroup>();
  readonly roles = new Map<number, Role>();
  /** By role: holders and the departments in their scope. */
  readonly holders = new Map<number, Map<string, readonly number[]>>();
  private readonly held = new Map<string, Set<number>>();

  addGroup(group: RoleGroup): void {
    this.groups.set(group.id, group);
  }

  addRole(role: Role): void {
    this.roles.set(role.id, role);
    this.holders.set(role.id, new Map());
  }

  renameRole(role: Role, name: string): void {
    role.name = name;
  }

  removeRole(role: Role): void {
    for (const userid of this.holders.get(role.id)?.keys() ?? []) this.held.get(userid)?.delete(role.id);
    this.roles.delete(role.id);
    this.holders.delete(role.id);
  }

  assign(roleId: number, userid: string, departments: readonly number[] = []): void {
    this.holders.get(roleId)?.set(userid, departments);
    const held = this.held.get(userid) ?? new Set();
    this.held.set(userid, held.add(roleId));
  }

  unassign(roleId: number, userid: string): void {
    this.holders.get(roleId)?.delete(userid);
    this.held.get(userid)?.delete(roleId);
  }

  /** Takes every role from somebody who leaves. */
  forget(userid: string): void {
    for (const roleId of this.held.get(userid) ?? []) this.holders.get(roleId)?.delete(userid);
    this.held.delete(userid);
  }

  rolesOf(userid: string): readonly Role[] {
    return [...(this.held.get(userid) ?? [])].flatMap((id) => this.roles.get(id) ?? []);
  }
}
