/** A permission point that the bridge's app needs, by the names of DingTalk's developer console. */
export interface ConsolePermission {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly needed: 'always' | 'forRoles' | 'sometimes';
}

/** What an administrator grants the app. `test/house` holds it against what the client calls. */
export const consolePermissions: readonly ConsolePermission[] = [
  { code: 'qyapi_base', zh: '调用企业API基本权限', en: 'basic permission to call APIs', needed: 'always' },
  { code: 'qyapi_manage_addresslist', zh: '通讯录数据管理权限', en: 'manage contacts', needed: 'always' },
  { code: 'qyapi_get_department_list', zh: '通讯录部门信息读权限', en: 'read departments', needed: 'always' },
  { code: 'qyapi_get_member', zh: '成员信息读权限', en: 'read members', needed: 'always' },
  {
    code: 'qyapi_get_department_member',
    zh: '通讯录部门成员读权限',
    en: 'read the members of departments',
    needed: 'forRoles',
  },
  {
    code: 'qyapi_get_member_by_mobile',
    zh: '根据手机号获取成员基本信息权限',
    en: 'find a member by mobile',
    needed: 'sometimes',
  },
];
