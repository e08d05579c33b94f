/** A permission point of the developer console (fact sheet 8.1). */
export interface Permission {
  /** The console's name. */
  readonly zh: string;
  readonly en: string;
  /** Whether the bridge stands still without it, roles do, or it only does less. */
  readonly needed: 'always' | 'forRoles' | 'sometimes';
}

/** The permission points that the client's calls ask for, by code. */
export const permissions = {
  qyapi_base: { zh: '调用企业API基本权限', en: 'basic permission to call APIs', needed: 'always' },
  qyapi_manage_addresslist: {
    zh: '通讯录数据管理权限',
    en: 'manage contacts',
    needed: 'always',
  },
  qyapi_get_department_list: { zh: '通讯录部门信息读权限', en: 'read departments', needed: 'always' },
  qyapi_get_member: { zh: '成员信息读权限', en: 'read members', needed: 'always' },
  qyapi_get_department_member: {
    zh: '通讯录部门成员读权限',
    en: 'read the members of departments',
    needed: 'forRoles',
  },
  qyapi_get_member_by_mobile: {
    zh: '根据手机号获取成员基本信息权限',
    en: 'find a member by mobile',
    needed: 'sometimes',
  },
  qyapi_addresslist_search: { zh: '搜索企业通讯录的权限', en: 'search contacts', needed: 'sometimes' },
  'Contact.Common.Read': { zh: '通讯录基本数据读权限', en: 'read leave records', needed: 'sometimes' },
  'Contact.Org.Read': { zh: '通讯录组织基础信息读权限', en: 'read the organisation', needed: 'sometimes' },
  'Contact.OrgAccountSecurity.ReadWrite': {
    zh: '通讯录企业账号安全数据读写权限',
    en: 'enable and disable enterprise accounts',
    needed: 'sometimes',
  },
} as const satisfies Readonly<Record<string, Permission>>;

/** Code of a permission point. */
export type PermissionCode = keyof typeof permissions;

/** Where an administrator of the app grants a permission point; DingTalk's refusals print the same (fact sheet 5.1). */
export const grantLink = (appKey: string, code: string): string =>
  `https://open-dev.dingtalk.com/appscope/apply?content=${encodeURIComponent(`${appKey}#${code}`)}`;
