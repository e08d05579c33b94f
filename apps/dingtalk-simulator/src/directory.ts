import { mobileKey } from './member.js';
import type { Member, MemberChanges } from './member.js';

/** The people of an organisation, with the indexes that keep values unique and look-ups short. */
export class Directory {
  readonly users = new Map<string, Member>();
  /** Keyed `+cc-local`. */
  readonly byMobile = new Map<string, string>();
  readonly byEmail = new Map<string, string>();
  readonly byTelephone = new Map<string, string>();
  readonly byUnionid = new Map<string, string>();
  readonly byLoginId = new Map<string, string>();
  /** Enterprise accounts may share a number. */
  readonly enterpriseByMobile = new Map<string, Set<string>>();
  readonly administrators = new Set<string>();
  /** Userids folded to lower case: two that differ by case alone. */
  readonly folded = new Map<string, string>();
  active = 0;
  private readonly members = new Map<number, Set<string>>();
  private readonly reports = new Map<string, Set<string>>();

  add(member: Member): void {
    this.users.set(member.userid, member);
    this.index(member);
  }

  update(member: Member, changes: MemberChanges, at: number): void {
    this.unindex(member);
    Object.assign(member, changes);
    member.modifiedAt = at;
    this.index(member);
  }

  remove(member: Member, reportsToo: boolean): void {
    this.unindex(member);
    this.users.delete(member.userid);
    if (!reportsToo) return;
    for (const userid of [...(this.reports.get(member.userid) ?? [])]) {
      const report = this.users.get(userid);
      if (report) this.update(report, { managerUserid: undefined }, report.modifiedAt);
    }
  }

  /** Userids of the direct members of a department, in the order in which they came to it. */
  membersOf(departmentId: number): ReadonlySet<string> {
    return this.members.get(departmentId) ?? nobody;
  }

  private index(member: Member): void {
    const { userid, mobile, email, telephone, enterprise, managerUserid } = member;
    if (mobile) this.byMobile.set(mobileKey(member.stateCode, mobile), userid);
    if (email) this.byEmail.set(email.toLowerCase(), userid);
    if (telephone) this.byTelephone.set(telephone, userid);
    this.byUnionid.set(member.unionid, userid);
    this.folded.set(userid.toLowerCase(), userid);
    if (member.administrator !== undefined) this.administrators.add(userid);
    if (member.active) this.active += 1;
    for (const id of member.departments.keys()) put(this.members, id, userid);
    if (managerUserid !== undefined) put(this.reports, managerUserid, userid);
    if (enterprise?.loginId !== undefined) this.byLoginId.set(enterprise.loginId, userid);
    if (enterprise?.mobile !== undefined) put(this.enterpriseByMobile, enterprise.mobile, userid);
  }

  private unindex(member: Member): void {
    const { userid, mobile, email, telephone, enterprise, managerUserid } = member;
    if (mobile) this.byMobile.delete(mobileKey(member.stateCode, mobile));
    if (email) this.byEmail.delete(email.toLowerCase());
    if (telephone) this.byTelephone.delete(telephone);
    this.byUnionid.delete(member.unionid);
    this.folded.delete(userid.toLowerCase());
    this.administrators.delete(userid);
    if (member.active) this.active -= 1;
    for (const id of member.departments.keys()) take(this.members, id, userid);
    if (managerUserid !== undefined) take(this.reports, managerUserid, userid);
    if (enterprise?.loginId !== undefined) this.byLoginId.delete(enterprise.loginId);
    if (enterprise?.mobile !== undefined) take(this.enterpriseByMobile, enterprise.mobile, userid);
  }
}

const nobody: ReadonlySet<string> = new Set();

function put<Key>(index: Map<Key, Set<string>>, key: Key, userid: string): void {
  const found = index.get(key);
  if (found) found.add(userid);
  else index.set(key, new Set([userid]));
}

function take<Key>(index: Map<Key, Set<string>>, key: Key, userid: string): void {
  const found = index.get(key);
  found?.delete(userid);
  if (found?.size === 0) index.delete(key);
}
