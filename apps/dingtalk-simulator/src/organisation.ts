import type { Act, Actor } from './events/act.js';

/** A department as DingTalk keeps it. */
export interface Department {
  readonly id: number;
  name: string;
  /** undefined for the root only. */
  parentId: number | undefined;
  order: number;
  sourceIdentifier: string | undefined;
  createDeptGroup: boolean;
  autoAddUser: boolean;
  hideDept: boolean;
  outerDept: boolean;
  code: string | undefined;
  managers: string[];
}

/** A member's place in one department. */
export interface Placement {
  /** May be beyond 2^53: larger sorts first. */
  order: bigint;
  title: string | undefined;
}

/** A member as DingTalk keeps him. */
export interface Member {
  readonly userid: string;
  readonly unionid: string;
  name: string;
  /** Country code without plus, and local digits. */
  stateCode: string;
  mobile: string;
  readonly departments: Map<number, Placement>;
  title: string;
  jobNumber: string;
  email: string;
  orgEmail: string;
  telephone: string;
  workPlace: string;
  remark: string;
  extension: Record<string, string>;
  hiredDate: number | undefined;
  managerUserid: string | undefined;
  hideMobile: boolean;
  senior: boolean;
  active: boolean;
  admin: boolean;
  boss: boolean;
}

/** An app of an organisation. */
export interface App {
  readonly appKey: string;
  appSecret: string;
  /** Permission points it was granted. */
  readonly scopes: Set<string>;
  /** Calls a second and API. */
  qps: number;
  token: { value: string; expiresAt: number } | undefined;
}

export const rootId = 1;

/** One company: its tree, its people and the indexes that keep values unique. */
export class Organisation {
  readonly departments = new Map<number, Department>();
  readonly users = new Map<string, Member>();
  readonly apps: App[] = [];
  /** Keyed `+cc-local`. */
  readonly byMobile = new Map<string, string>();
  readonly byEmail = new Map<string, string>();
  readonly byTelephone = new Map<string, string>();
  readonly children = new Map<number, Set<number>>();
  readonly members = new Map<number, Set<string>>();
  /** Who was removed and when, by mobile: it decides about consent on the next invitation. */
  readonly removed = new Map<
    string,
    { readonly joinedByConsentAt: number | undefined; readonly deletedAt: number }
  >();

  /** Told of every act; nobody listens until somebody does. */
  listener: (act: Act, actor: Actor) => void = () => undefined;
  private actor: Actor = { kind: 'person', userid: undefined };

  constructor(
    readonly corpId: string,
    public name: string,
    /** `CN`: mainland numbers are written bare. */
    readonly region: string,
  ) {
    this.addDepartment({ ...emptyDepartment(rootId), name, parentId: undefined });
  }

  /** Whatever is done inside is told as done by the actor. */
  actAs<T>(actor: Actor, work: () => T): T {
    const before = this.actor;
    this.actor = actor;
    try {
      return work();
    } finally {
      this.actor = before;
    }
  }

  tell(act: Act): void {
    this.listener(act, this.actor);
  }

  /** Renames the company, and its root department with it. */
  rename(name: string): void {
    this.name = name;
    const root = this.departments.get(rootId);
    if (root) root.name = name;
    this.tell({ kind: 'renamed', rootId });
  }

  addDepartment(department: Department): void {
    this.departments.set(department.id, department);
    this.children.set(department.id, new Set());
    this.members.set(department.id, new Set());
    if (department.parentId !== undefined) this.children.get(department.parentId)?.add(department.id);
    this.tell({ kind: 'department-created', id: department.id });
  }

  /** Changes a department and tells it, if anything became different. */
  changeDepartment(department: Department, change: () => void): void {
    const before = JSON.stringify(department);
    change();
    if (JSON.stringify(department) !== before) this.tell({ kind: 'department-modified', id: department.id });
  }

  /** Part of a change: told by changeDepartment. */
  moveDepartment(department: Department, parentId: number): void {
    if (department.parentId !== undefined) this.children.get(department.parentId)?.delete(department.id);
    department.parentId = parentId;
    this.children.get(parentId)?.add(department.id);
  }

  /** Removes a department with all below it; nobody may be in there. */
  removeSubtree(id: number): void {
    const ids = this.subtree(id);
    for (const at of [...ids].reverse()) {
      const department = this.departments.get(at);
      if (department) this.removeDepartment(department);
    }
    this.tell({ kind: 'departments-removed', ids });
  }

  private removeDepartment(department: Department): void {
    if (department.parentId !== undefined) this.children.get(department.parentId)?.delete(department.id);
    this.departments.delete(department.id);
    this.children.delete(department.id);
    this.members.delete(department.id);
  }

  /** The department and all below it, itself first. */
  subtree(id: number): readonly number[] {
    const found = [id];
    for (const at of found) found.push(...(this.children.get(at) ?? []));
    return found;
  }

  /** From the department up to the root, itself first. */
  ancestors(id: number): readonly number[] {
    const found: number[] = [];
    for (let at: number | undefined = id; at !== undefined; at = this.departments.get(at)?.parentId)
      found.push(at);
    return found;
  }

  /** Levels of the subtree: 1 for a department without any below it. */
  height(id: number): number {
    return 1 + Math.max(0, ...[...(this.children.get(id) ?? [])].map((child) => this.height(child)));
  }

  addMember(member: Member): void {
    this.users.set(member.userid, member);
    this.index(member);
    this.tell({ kind: 'joined', userid: member.userid });
  }

  removeMember(member: Member): void {
    this.unindex(member);
    this.users.delete(member.userid);
    for (const department of this.departments.values()) {
      if (department.managers.includes(member.userid)) {
        department.managers = department.managers.filter((id) => id !== member.userid);
      }
    }
    for (const other of this.users.values())
      if (other.managerUserid === member.userid) other.managerUserid = undefined;
    this.tell({ kind: 'left', userid: member.userid });
  }

  /** Changes a member with the indexes kept in step, and tells it. */
  changeMember(member: Member, change: () => void): void {
    const before = { ...member, departments: new Map(member.departments) };
    this.unindex(member);
    change();
    this.index(member);
    this.tell({ kind: 'changed', userid: member.userid, before, after: member });
  }

  private index(member: Member): void {
    if (member.mobile) this.byMobile.set(mobileKey(member.stateCode, member.mobile), member.userid);
    if (member.email) this.byEmail.set(member.email.toLowerCase(), member.userid);
    if (member.telephone) this.byTelephone.set(member.telephone, member.userid);
    for (const id of member.departments.keys()) this.members.get(id)?.add(member.userid);
  }

  private unindex(member: Member): void {
    this.byMobile.delete(mobileKey(member.stateCode, member.mobile));
    this.byEmail.delete(member.email.toLowerCase());
    this.byTelephone.delete(member.telephone);
    for (const id of member.departments.keys()) this.members.get(id)?.delete(member.userid);
  }
}

export const mobileKey = (stateCode: string, local: string): string => `+${stateCode}-${local}`;

export function emptyDepartment(id: number): Department {
  return {
    id,
    name: '',
    parentId: rootId,
    order: id,
    sourceIdentifier: undefined,
    createDeptGroup: false,
    autoAddUser: false,
    hideDept: false,
    outerDept: false,
    code: undefined,
    managers: [],
  };
}
