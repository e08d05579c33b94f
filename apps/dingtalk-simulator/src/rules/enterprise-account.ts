import type { Request } from '../endpoints/endpoint.js';
import { newMember } from '../member.js';
import type { EnterpriseAccount, Member } from '../member.js';
import { Refusal, require } from '../refusal.js';
import { missingDepartments, requireRoomForOne } from './joining.js';
import { splitMobile } from './mobile.js';
import { checkUnique, placements, plainChanges } from './user-fields.js';
import type { GivenEnterpriseAccount, GivenUser } from './user-given.js';

/** user/create with exclusive_account: an account of this organisation, or the invited one of another (fact sheet 3.8, 15.M4). */
export function createEnterpriseAccount(
  request: Request,
  userid: string,
  name: string,
  given: GivenUser,
): Member {
  const { world, org } = request;
  // Released gradually (15.M4): by which code an organisation without them is refused is not known.
  require(org.enterpriseAccounts, '48002');
  const departments = placements(request, given, undefined);
  if (!departments) throw missingDepartments(request);
  const account = given.enterprise;
  const outer = account.outerCorpId === undefined ? undefined : accountOfAnother(request, account);
  const enterprise = outer?.enterprise ?? ownAccount(request, account);
  checkUnique(request, given, undefined);
  requireRoomForOne(request);
  const unionid = outer?.unionid ?? world.unionidOf(`${org.corpId} ${userid}`);
  const who = { userid, unionid, createdAt: world.now(), name, stateCode: '', mobile: '', departments };
  const member = Object.assign(newMember(who), plainChanges(request, given, undefined), {
    enterprise,
    active: outer?.active ?? false,
  });
  org.addMember(member);
  return member;
}

/** What user/update changes of an enterprise account; dept_id_list is required there. */
export function enterpriseChanges(
  request: Request,
  { enterprise }: Member,
  given: GivenUser,
): EnterpriseAccount | undefined {
  if (!enterprise) return undefined;
  if (given.departmentIds === undefined) throw missingDepartments(request);
  const { loginId, nickname, mobile } = given.enterprise;
  if (loginId !== undefined && loginId !== enterprise.loginId) requireFreeLogin(request, loginId);
  return {
    type: enterprise.type,
    corpId: enterprise.corpId,
    disabled: enterprise.disabled,
    loginId: loginId ?? enterprise.loginId,
    nickname: nickname ?? enterprise.nickname,
    mobile: mobile === undefined ? enterprise.mobile : splitMobile(mobile, request.org.region).key,
  };
}

function ownAccount(request: Request, account: GivenEnterpriseAccount): EnterpriseAccount {
  const { type, loginId, nickname, mobile } = account;
  if (loginId !== undefined) requireFreeLogin(request, loginId);
  return {
    type: type === 'sso' ? 'sso' : 'dingtalk',
    corpId: request.org.corpId,
    loginId,
    nickname,
    mobile: mobile === undefined ? undefined : splitMobile(mobile, request.org.region).key,
    disabled: false,
  };
}

/** @throws Refusal 52010 for an unknown organisation, 60121 for an account that it does not have */
function accountOfAnother({ world }: Request, { outerCorpId, outerUserid }: GivenEnterpriseAccount): Member {
  const other = world.organisations.get(outerCorpId ?? '');
  if (!other) throw new Refusal('52010');
  const found = other.users.get(outerUserid ?? '');
  if (!found?.enterprise) throw new Refusal(world.variants.unknownUserCode);
  return found;
}

/** By which code a login name that is taken is refused is not known. */
function requireFreeLogin({ org }: Request, loginId: string): void {
  require(!org.directory.byLoginId.has(loginId), '60102');
}
