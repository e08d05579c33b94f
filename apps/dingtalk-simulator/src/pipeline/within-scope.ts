import { requireDepartmentInScope, requireUserInScope } from '../contact-scope.js';
import type { Request, Work } from '../endpoints/endpoint.js';

/** Step 11. @throws Refusal 50004 for a department outside the app's contact scope, 50002 for a member */
export function withinScope(work: Work, request: Request): void {
  const { departments = [], users = [] } = work.reach(request);
  for (const id of departments) requireDepartmentInScope(request.app, request.org, id);
  for (const userid of users) requireUserInScope(request.app, request.org, userid);
}
