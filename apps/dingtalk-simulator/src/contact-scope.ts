import type { App } from './app.js';
import type { Member } from './member.js';
import type { Organisation } from './organisation.js';
import { Refusal } from './refusal.js';

/** Whether the app's scope has the department, or one above it (fact sheet 8.3). */
function reachesDepartment({ contactScope }: App, org: Organisation, id: number): boolean {
  return org.tree.ancestors(id).some((at) => contactScope.departments.has(at));
}

/** Whether the app's scope has the member: himself, or one of his departments. */
export function reachesUser(app: App, org: Organisation, member: Member): boolean {
  if (app.contactScope.users.has(member.userid)) return true;
  return [...member.departments.keys()].some((id) => reachesDepartment(app, org, id));
}

/** What is not there is the rules' to refuse. @throws Refusal 50004 */
export function requireDepartmentInScope(app: App, org: Organisation, id: number): void {
  if (org.departments.has(id) && !reachesDepartment(app, org, id)) throw new Refusal('50004');
}

/** @throws Refusal 50002 */
export function requireUserInScope(app: App, org: Organisation, userid: string): void {
  const member = org.users.get(userid);
  if (member && !reachesUser(app, org, member)) throw new Refusal('50002');
}
