import { headcountOf } from '../caps.js';
import type { Request } from '../endpoints/endpoint.js';
import type { Member } from '../member.js';
import { Refusal, require } from '../refusal.js';

const weekMs = 604_800_000;

/** Adds a member; who is new to DingTalk is sent a text (15.M1). */
export function join(request: Request, member: Member, mobile: string): Member {
  const { world, org } = request;
  const { hasAccount } = world.mobiles.of(mobile);
  member.active = hasAccount && world.variants.activeAtOnce;
  if (!hasAccount && (world.variants.textOnCreate || request.by === 'hand')) world.counters.smsSent += 1;
  org.addMember(member);
  return member;
}

/** A userid that nobody has, or a new one. @throws Refusal 60102 */
export function freeUserid({ world, org }: Request, wanted: string | undefined): string {
  const userid = wanted ?? world.random.userid();
  require(userid.length >= 1, '40003');
  require(!org.users.has(userid), '60102');
  require(!world.variants.foldUserids || !org.directory.folded.has(userid.toLowerCase()), '60102');
  return userid;
}

/** @throws Refusal 40020 and its like for a full organisation, -1 for a full week (fact sheet 3.4, 6.5) */
export function requireRoomForOne({ world, org }: Request): void {
  require(org.users.size < headcountOf(org.caps, org.authLevel), world.variants.headcountCode);
  const { weeklyAdditions } = org.caps;
  if (weeklyAdditions === null) return;
  let added = 0;
  for (const { createdAt } of org.users.values()) if (world.now() - createdAt < weekMs) added += 1;
  require(added < weeklyAdditions, '-1');
}

export const missingDepartments = ({ world }: Request) =>
  new Refusal(world.variants.missingParameterCode, { text: '缺少参数 dept_id_list' });
