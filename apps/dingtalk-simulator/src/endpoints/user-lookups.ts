import { lookupKeys } from '../rules/mobile.js';
import { findUser } from '../rules/user-found.js';
import { endpoint } from './endpoint.js';
import type { Request } from './endpoint.js';
import { details, profile } from './profile.js';

const permission = 'qyapi_get_member';

/** Fact sheet 3.6 and 3.7. */
export const userLookups = [
  endpoint({
    method: 'POST',
    path: '/topapi/v2/user/get',
    permission,
    read: (given) => {
      given.text('language');
      const loginId = given.text('login_id');
      return { loginId, userid: loginId ? '' : given.requiredText('userid') };
    },
    reach: (asked, request) => ({ users: [useridOf(asked, request)] }),
    run: (request, asked) => {
      const found = findUser(request, useridOf(asked, request));
      return { ...profile(request, found), ...details(request, found) };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/v2/user/getbymobile',
    permission: 'qyapi_get_member_by_mobile',
    read: (given, variants) => ({
      keys: lookupKeys(given.requiredText('mobile'), variants),
      enterpriseToo: given.flag('support_exclusive_account_search') ?? false,
    }),
    reach: ({ keys }, { org }) => ({ users: keys.flatMap((key) => org.directory.byMobile.get(key) ?? []) }),
    run: (request, { keys, enterpriseToo }) => {
      const { directory } = request.org;
      const [userid] = keys.flatMap((key) => directory.byMobile.get(key) ?? []);
      const accounts = enterpriseToo
        ? keys.flatMap((key) => [...(directory.enterpriseByMobile.get(key) ?? [])])
        : [];
      if (accounts.length === 0) return { userid: findUser(request, userid ?? '').userid };
      return { ...(userid === undefined ? {} : { userid }), exclusive_account_userid_list: accounts };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/user/getbyunionid',
    permission,
    read: (given) => given.requiredText('unionid'),
    reach: (unionid, { org }) => ({ users: [org.directory.byUnionid.get(unionid) ?? ''] }),
    run: (request, unionid) => {
      const { userid } = findUser(request, request.org.directory.byUnionid.get(unionid) ?? '');
      return { contact_type: 0, userid };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/user/count',
    permission,
    read: (given) => given.requiredFlag('only_active'),
    run: ({ org }, onlyActive) => ({ count: onlyActive ? org.directory.active : org.users.size }),
  }),
  endpoint({
    method: 'POST',
    path: '/topapi/user/listadmin',
    permission,
    read: () => undefined,
    run: ({ org }) =>
      [...org.directory.administrators].map((userid) => ({
        userid,
        sys_level: org.users.get(userid)?.administrator,
      })),
  }),
];

/** login_id overrides userid (fact sheet 3.8). */
function useridOf(
  { loginId, userid }: { readonly loginId: string | undefined; readonly userid: string },
  { org }: Request,
) {
  return loginId ? (org.directory.byLoginId.get(loginId) ?? '') : userid;
}
