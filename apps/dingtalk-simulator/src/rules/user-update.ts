import type { Request } from '../endpoints/endpoint.js';
import { mobileKey } from '../member.js';
import type { Member, MemberChanges } from '../member.js';
import { require } from '../refusal.js';
import { enterpriseChanges } from './enterprise-account.js';
import { splitMobile } from './mobile.js';
import { checkName, checkUnique, placements, plainChanges } from './user-fields.js';
import { keptUser } from './user-found.js';
import type { GivenUser } from './user-given.js';

/** user/update: what is omitted stays, dept_id_list replaces (fact sheet 3.2, 11.3). */
export function updateUser(request: Request, userid: string, given: GivenUser): void {
  const { world, org } = request;
  const member = keptUser(request, userid);
  const name = given.name === undefined ? member.name : checkName(given.name);
  const departments = placements(request, given, member);
  checkUnique(request, given, member);
  const mobile = changedMobile(request, member, given.mobile);
  const enterprise = enterpriseChanges(request, member, given);
  require(!world.variants.hrPositionManaged || (!departments && given.title === undefined), '12150');
  const changes: MemberChanges = {
    ...plainChanges(request, given, member),
    name,
    departments: departments ?? member.departments,
    ...mobile,
    ...clearedBy(given),
    ...(enterprise ? { enterprise } : {}),
  };
  org.updateMember(member, changes, world.now());
}

/** Fact sheet 3.2, 3.8: what an empty text does not clear. */
function clearedBy({ cleared, managerUserid }: GivenUser): MemberChanges {
  return {
    ...(cleared.includes('manager_userid') && !managerUserid ? { managerUserid: undefined } : {}),
    ...(cleared.includes('org_email') ? { orgEmail: '' } : {}),
  };
}

/** Fact sheet 3.5 and 11.3: an equal number is ignored, another one is refused according to its state. */
function changedMobile(
  { world, org, by }: Request,
  member: Member,
  written: string | undefined,
): MemberChanges {
  if (!written) return {};
  const next = splitMobile(written, org.region);
  if (next.key === mobileKey(member.stateCode, member.mobile)) return {};
  require(!org.directory.byMobile.has(next.key), '60104');
  // By hand the person changes it in the app himself.
  if (by === 'api') {
    require(!member.active, '40022');
    require(!world.mobiles.of(next.key).hasAccount, '40021');
    require(world.variants.allowMobileChange, '41054');
  }
  return { stateCode: next.stateCode, mobile: next.local };
}
