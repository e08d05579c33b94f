import type { PermissionCode } from './permissions.js';

/** One endpoint of DingTalk's. */
export interface Api {
  /** The old API's host or the new one's: they differ in where the token goes and how a refusal looks. */
  readonly host: 'oapi' | 'api';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Permission point it needs. */
  readonly scope: PermissionCode;
  /** Whether it counts against the company's calls a month; most of contacts does not (fact sheet 6.2). */
  readonly counted: boolean;
}

const manage = 'qyapi_manage_addresslist';
const departments = 'qyapi_get_department_list';
const members = 'qyapi_get_member';
const ofDepartment = 'qyapi_get_department_member';
const accounts = 'Contact.OrgAccountSecurity.ReadWrite';

const post = (path: string, scope: PermissionCode): Api => ({
  host: 'oapi',
  method: 'POST',
  path,
  scope,
  counted: false,
});
const newer = (method: Api['method'], path: string, scope: PermissionCode, counted: boolean): Api => ({
  host: 'api',
  method,
  path,
  scope,
  counted,
});

/** What the client calls, by the name of the function that calls it. */
export const api = {
  accessToken: newer('POST', '/v1.0/oauth2/accessToken', 'qyapi_base', false),

  openConnection: newer('POST', '/v1.0/gateway/connections/open', 'qyapi_base', false),

  createUser: post('/topapi/v2/user/create', manage),
  updateUser: post('/topapi/v2/user/update', manage),
  deleteUser: post('/topapi/v2/user/delete', manage),
  getUser: post('/topapi/v2/user/get', members),
  listUsers: post('/topapi/v2/user/list', ofDepartment),
  listUserNames: post('/topapi/user/listsimple', ofDepartment),
  listUserIds: post('/topapi/user/listid', members),
  countUsers: post('/topapi/user/count', members),
  findUserByMobile: post('/topapi/v2/user/getbymobile', 'qyapi_get_member_by_mobile'),
  findUserByUnionId: post('/topapi/user/getbyunionid', members),
  listAdministrators: post('/topapi/user/listadmin', members),
  listLeaveRecords: newer('GET', '/v1.0/contact/empLeaveRecords', 'Contact.Common.Read', false),

  createDepartment: post('/topapi/v2/department/create', manage),
  updateDepartment: post('/topapi/v2/department/update', manage),
  deleteDepartment: post('/topapi/v2/department/delete', manage),
  getDepartment: post('/topapi/v2/department/get', departments),
  listSubDepartments: post('/topapi/v2/department/listsub', departments),
  listSubDepartmentIds: post('/topapi/v2/department/listsubid', departments),
  parentsOfDepartment: post('/topapi/v2/department/listparentbydept', departments),
  parentsOfUser: post('/topapi/v2/department/listparentbyuser', departments),

  listRoles: post('/topapi/role/list', departments),
  getRole: post('/topapi/role/getrole', ofDepartment),
  getRoleGroup: post('/topapi/role/getrolegroup', departments),
  listRoleMembers: post('/topapi/role/simplelist', ofDepartment),
  createRoleGroup: post('/role/add_role_group', manage),
  createRole: post('/role/add_role', manage),
  renameRole: post('/role/update_role', manage),
  deleteRole: post('/topapi/role/deleterole', manage),
  addRoles: post('/topapi/role/addrolesforemps', manage),
  removeRoles: post('/topapi/role/removerolesforemps', manage),

  enableAccount: newer('POST', '/v1.0/contact/orgAccounts/enable', accounts, true),
  disableAccount: newer('POST', '/v1.0/contact/orgAccounts/disable', accounts, true),
  isAccountDisabled: newer('GET', '/v1.0/contact/orgAccounts/status', accounts, true),
  signAccountOut: newer('POST', '/v1.0/contact/orgAccounts/signOut', accounts, true),

  searchUsers: newer('POST', '/v1.0/contact/users/search', 'qyapi_addresslist_search', true),
  searchDepartments: newer('POST', '/v1.0/contact/departments/search', 'qyapi_addresslist_search', true),
  readContactScope: {
    host: 'oapi',
    method: 'GET',
    path: '/auth/scopes',
    scope: 'qyapi_base',
    counted: true,
  },
  readVerification: newer('GET', '/v1.0/contact/organizations/authInfos', 'Contact.Org.Read', false),
  listFailedEvents: {
    host: 'oapi',
    method: 'GET',
    path: '/call_back/get_call_back_failed_result',
    scope: 'qyapi_base',
    counted: true,
  },
} as const satisfies Readonly<Record<string, Api>>;

/** Everything the client calls. */
export const apis: readonly Api[] = Object.values(api);
