import type { Request } from '../endpoints/endpoint.js';
import { newMember } from '../member.js';
import type { Member } from '../member.js';
import { Refusal, require } from '../refusal.js';
import { checkConsent } from './consent.js';
import { createEnterpriseAccount } from './enterprise-account.js';
import { freeUserid, join, missingDepartments, requireRoomForOne } from './joining.js';
import { splitMobile } from './mobile.js';
import { checkName, checkUnique, placements, plainChanges } from './user-fields.js';
import type { GivenUser } from './user-given.js';

/** user/create, checks in the order of fact sheet 11.3. @param asked the request, kept where he must be asked first */
export function createUser(
  request: Request,
  given: GivenUser,
  asked: Readonly<Record<string, unknown>>,
): Member {
  const { world, org } = request;
  const userid = freeUserid(request, given.userid);
  const name = checkName(given.name ?? '');
  if (given.enterprise.wanted) return createEnterpriseAccount(request, userid, name, given);
  require(Boolean(given.mobile), '60113');
  const mobile = splitMobile(given.mobile ?? '', org.region);
  const departments = placements(request, given, undefined);
  if (!departments) throw missingDepartments(request);
  requireFreeMobile(request, mobile.key);
  checkUnique(request, given, undefined);
  checkConsent(request, mobile.key, asked);
  requireRoomForOne(request);
  const { stateCode, local } = mobile;
  const unionid = world.unionidOf(mobile.key);
  const who = { userid, unionid, createdAt: world.now(), name, stateCode, mobile: local, departments };
  return join(request, Object.assign(newMember(who), plainChanges(request, given, undefined)), mobile.key);
}

/** 60104 names its member in one of several ways, or not (fact sheet 3.4, 11.7 (2)). @throws Refusal 60104, 60107 */
function requireFreeMobile({ world, org }: Request, key: string): void {
  const holder = org.directory.byMobile.get(key);
  if (holder !== undefined) throw knownMobile(world.variants.knownMobile, holder);
  require(!org.directory.byUnionid.has(world.unionidOf(key)), '60107');
}

function knownMobile(named: 'unnamed' | 'inText' | 'topLevel', userid: string): Refusal {
  switch (named) {
    case 'unnamed':
      return new Refusal('60104');
    case 'inText':
      return new Refusal('60104', { text: `手机号码在公司中已存在,userid:${userid}` });
    case 'topLevel':
      return new Refusal('60104', { more: { userid } });
  }
}
