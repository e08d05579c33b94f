import type { Member } from '../member.js';
import { Refusal } from '../refusal.js';
import { endpoint } from './endpoint.js';
import type { Endpoint, Request } from './endpoint.js';

const permission = 'Contact.OrgAccountSecurity.ReadWrite';
const path = (operation: string) => `/v1.0/contact/orgAccounts/${operation}`;

/** The only real suspension that DingTalk has (fact sheet 3.8). Counted: no list names them as exempt. */
export const enterpriseAccountEndpoints: readonly Endpoint[] = [
  operation('POST', 'disable', (request, member) => setDisabled(request, member, true)),
  operation('POST', 'enable', (request, member) => setDisabled(request, member, false)),
  operation('POST', 'signOut', () => ({ result: true })),
  operation('GET', 'status', (_request, { enterprise }) => ({ disable: enterprise?.disabled ?? false })),
];

function operation(
  method: 'GET' | 'POST',
  name: string,
  run: (request: Request, member: Member) => unknown,
): Endpoint {
  return endpoint({
    method,
    path: path(name),
    permission,
    quota: 'counted',
    parameterCode: 'invalid.param',
    read: (given) => {
      given.text('reason');
      return given.requiredText('userId');
    },
    reach: (userid) => ({ users: [userid] }),
    run: (request, userid) => run(request, ownAccount(request, userid)),
  });
}

/** @throws Refusal user.not.exist, exclusive.account.only */
function ownAccount({ org }: Request, userid: string): Member {
  const member = org.users.get(userid);
  if (!member) throw new Refusal('user.not.exist', { text: '用户不存在' });
  if (member.enterprise?.corpId !== org.corpId)
    throw new Refusal('exclusive.account.only', { text: '只能操作归属该组织的专属账号' });
  return member;
}

function setDisabled({ world, org }: Request, member: Member, disabled: boolean) {
  if (member.enterprise) org.setEnterpriseAccount(member, { ...member.enterprise, disabled }, world.now());
  return { result: true };
}
