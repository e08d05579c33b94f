import type { Request } from '../endpoints/endpoint.js';
import type { Member } from '../member.js';
import { Refusal } from '../refusal.js';
import { isSeen } from './visibility.js';

/** A member as reads see him. @throws Refusal 60121, the universal not-found of users */
export function findUser(request: Request, userid: string): Member {
  const member = keptUser(request, userid);
  if (!isSeen(request.world, member)) throw new Refusal(request.world.variants.unknownUserCode);
  return member;
}

/** A member as writes see him. @throws Refusal 60121 */
export function keptUser({ world, org }: Request, userid: string): Member {
  const { foldUserids, unknownUserCode } = world.variants;
  const exact = foldUserids ? (org.directory.folded.get(userid.toLowerCase()) ?? userid) : userid;
  const member = org.users.get(exact);
  if (!member) throw new Refusal(unknownUserCode);
  return member;
}
