import type { Request } from '../endpoints/endpoint.js';
import { newMember } from '../member.js';
import type { Member } from '../member.js';
import { Parameters } from '../parameters.js';
import type { Invitation } from '../invitation.js';
import { splitMobile } from './mobile.js';
import { freeUserid, requireRoomForOne } from './joining.js';
import { checkName, placements, plainChanges } from './user-fields.js';
import { readUser } from './user-given.js';

const dayMs = 86_400_000;

/** The invitation of a number, as long as it is good (fact sheet 14.4). */
export function openInvitation({ world, org }: Request, mobile: string): Invitation | undefined {
  const invitation = org.invitations.get(mobile);
  const { invitationDays } = world.variants;
  if (!invitation || invitationDays === null) return invitation;
  return world.now() - invitation.at < invitationDays * dayMs ? invitation : undefined;
}

/** Somebody accepts: he is created as he was asked for, and is active (fact sheet 3.4). @throws Refusal what creating refuses by then */
export function acceptInvitation(request: Request, invitation: Invitation): Member {
  const { world, org } = request;
  const { variants } = world;
  const given = readUser(new Parameters(invitation.asked, variants), variants, 'login_id');
  const userid = freeUserid(request, variants.invitationKeepsUserid ? given.userid : undefined);
  const { stateCode, local, key } = splitMobile(given.mobile ?? '', org.region);
  const departments = placements(request, given, undefined) ?? new Map();
  requireRoomForOne(request);
  const who = { userid, stateCode, mobile: local, departments, createdAt: world.now() };
  const member = newMember({ ...who, unionid: world.unionidOf(key), name: checkName(given.name ?? '') });
  const joined = { active: true, joinedByConsentAt: world.now() };
  org.addMember(Object.assign(member, plainChanges(request, given, undefined), joined));
  world.mobiles.set(key, { hasAccount: true });
  return member;
}
