import type { LeaveReason } from '../departure.js';
import type { Request } from '../endpoints/endpoint.js';
import { Refusal } from '../refusal.js';
import { keptUser } from './user-found.js';

/** user/delete: out of every department, headship, role and reporting line (fact sheet 3.3). @throws Refusal 60121 */
export function deleteUser(request: Request, userid: string, reason: LeaveReason): void {
  const { world, org, by } = request;
  const member = keptUser(request, userid);
  const { administratorDeletionCode: refusedBy, leaverCleared } = world.variants;
  if (refusedBy !== null && member.administrator === 1 && by === 'api') throw new Refusal(refusedBy);
  org.removeMember(member, world.now(), reason, leaverCleared);
}
