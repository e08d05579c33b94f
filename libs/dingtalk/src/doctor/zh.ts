import { permissions } from '../permissions.js';
import type { PermissionCode } from '../permissions.js';
import type { DoctorTexts, Sentence } from './en.js';
import type { KnownFinding } from './finding.js';

const hosts = { oapi: '旧版接口主机（oapi）', api: '新版接口主机（api）' };
const fields = { mobile: '企业员工手机号信息', personal: '邮箱等个人信息' };
const coded = (code: string | undefined) => (code === undefined ? '' : `（错误码 ${code}）`);
const department = (id: number | undefined) => (id === 1 ? '根部门（1）' : `部门 ${String(id)}`);

function permission(code: string | undefined): string {
  const known = code !== undefined && code in permissions ? permissions[code as PermissionCode] : undefined;
  return known ? `「${known.zh}」（${String(code)}）` : String(code);
}

const losses: Readonly<Record<PermissionCode, string>> = {
  qyapi_base: '没有它什么都做不了。',
  qyapi_manage_addresslist: '没有它无法新增、修改或删除人员、部门和角色。',
  qyapi_get_department_list: '没有它，应答丢失后无法找回部门，也无法读取有哪些角色。',
  qyapi_get_member: '没有它，应答丢失后无法找回人员。',
  qyapi_get_department_member: '没有它无法列出部门和角色的成员：作为角色的群组会停滞。',
  qyapi_get_member_by_mobile: '没有它无法按手机号找到已在企业中的人员。',
  qyapi_addresslist_search: '没有它无法搜索通讯录；推送不需要。',
  'Contact.Common.Read': '没有它无法读取离职记录；推送不需要。',
  'Contact.Org.Read': '没有它无法读取企业认证信息；推送不需要。',
  'Contact.OrgAccountSecurity.ReadWrite': '没有它无法停用企业账号；没有企业账号的组织不需要。',
};

function missing({ scope = '', link }: KnownFinding): Sentence {
  const loss = scope in losses ? losses[scope as PermissionCode] : '';
  const who =
    scope === 'qyapi_manage_addresslist'
      ? '这是敏感权限：需由拥有全部通讯录权限的管理员授权，并且可随时收回。'
      : '';
  const where = link === undefined ? '在开发者后台「权限管理」中开通。' : `点击开通：${link}`;
  return { what: `缺少权限点${permission(scope)}。`, mend: `${loss}${who}${where}` };
}

/** Simplified Chinese. */
export const zh: DoctorTexts = {
  states: { ok: '正常', warning: '注意', failed: '失败', unknown: '未知' },
  says: {
    hostAnswers: ({ host = 'oapi' }) => ({ what: `钉钉有应答：${hosts[host]}。` }),
    hostUnreachable: ({ host = 'api', code }) => ({
      what: `无法连接钉钉：${hosts[host]}${coded(code)}。`,
      mend: '请检查连接的基础地址，以及本服务器的出网：域名解析、防火墙、代理、证书。',
    }),
    hostSilent: ({ host = 'api', code }) => ({
      what: `已向钉钉发出请求，但没有得到可用的应答：${hosts[host]}${coded(code)}。`,
      mend: '请几分钟后再试。若一直如此，请确认那里应答的是钉钉，而不是代理。',
    }),
    credentialsAccepted: () => ({ what: 'AppKey 和 AppSecret 有效。' }),
    credentialsRefused: ({ code }) => ({
      what: `钉钉不接受 AppKey 和 AppSecret${coded(code)}。`,
      mend: '请与开发者后台「凭证与基础信息」核对。在那里重置过的 AppSecret 在此已失效。',
    }),
    appStopped: ({ code }) => ({
      what: `应用或企业在钉钉中已停用${coded(code)}。`,
      mend: '请在开发者后台启用并发布应用。',
    }),
    addressAllowed: () => ({ what: '钉钉接受来自本服务器地址的调用。' }),
    addressNotAllowed: ({ address, code }) => ({
      what: `钉钉不接受来自${address === undefined ? '本服务器地址' : ` ${address} `}的调用${coded(code)}。`,
      mend: `请在开发者后台应用的「安全设置」中，把${address === undefined ? '本服务器的出口 IP' : ` ${address} `}加入「服务器出口IP」，或清空该列表。`,
    }),
    permissionGranted: ({ scope }) => ({ what: `权限点${permission(scope)}已开通。` }),
    permissionMissing: missing,
    scopeWhole: () => ({ what: '通讯录权限范围为全部员工。' }),
    scopePartial: ({ departments, people }) => ({
      what: `通讯录权限范围只是企业的一部分：${String(departments)} 个部门和 ${String(people)} 名员工。`,
      mend: '若桥接只在其中一个部门之下建立组织架构，这样就够了；否则请把「权限范围」设为全部员工。',
    }),
    scopeEmpty: () => ({
      what: '通讯录权限范围为空：应用看不到任何人。',
      mend: '请在开发者后台把应用的「权限范围」设为全部员工，或设为桥接在其下建立组织架构的部门。',
    }),
    departmentReachable: ({ departmentId }) => ({
      what: `${department(departmentId)}存在，并且在权限范围内。`,
    }),
    departmentOutOfScope: ({ departmentId, code }) => ({
      what: `${department(departmentId)}不在通讯录权限范围内${coded(code)}。`,
      mend: '请在开发者后台把它加入应用的「权限范围」，或在连接中选择另一个部门。',
    }),
    departmentMissing: ({ departmentId, code }) => ({
      what: `${department(departmentId)}不存在${coded(code)}。`,
      mend: '请在连接的设置中选择另一个部门。',
    }),
    fieldVisible: ({ field = 'mobile' }) => ({ what: `字段权限「${fields[field]}」已开通。` }),
    fieldHidden: ({ field = 'mobile' }) => ({
      what: `缺少字段权限「${fields[field]}」：钉钉不返回这些字段。`,
      mend: '桥接以自己写入的内容为准。若要看到他人的修改，请在开发者后台「权限管理」中开通。',
    }),
    verified: ({ level }) => ({
      what: `企业已通过钉钉认证（${level === 1 ? '高级认证' : level === 2 ? '中级认证' : `等级 ${String(level)}`}）。`,
    }),
    notVerified: () => ({
      what: '企业未经钉钉认证。',
      mend: '未认证企业的人数上限较低：超过后钉钉以 40020、40024、45024 或“系统繁忙”拒绝新增人员；一个手机号最多加入五个未认证企业。推送大量人员之前，请先在管理后台完成认证。',
    }),
    quotaUsedUp: ({ code }) => ({
      what: `企业本月的接口调用量已用完${coded(code)}。`,
      mend: '通讯录的推送不计入，会照常进行。搜索和企业账号状态计入，要等到下个月或升级版本。',
    }),
  },
  subjects: {
    host: () => '能否连接钉钉',
    credentials: () => 'AppKey 和 AppSecret 是否有效',
    app: () => '应用是否启用',
    address: () => '钉钉是否接受来自本服务器地址的调用',
    permission: ({ scope }) => (scope === undefined ? '开通了哪些权限点' : `${permission(scope)}是否开通`),
    contactScope: () => '应用能看到企业的哪一部分',
    department: ({ departmentId }) => `能否访问部门 ${String(departmentId)}`,
    field: ({ field }) =>
      field === undefined ? '应用能看到哪些字段' : `字段权限「${fields[field]}」是否开通`,
    verification: () => '企业的认证等级',
    quota: () => '本月是否还有调用量',
  },
  whys: {
    notAsked: () => '需要先解决上面的问题。',
    noPermission: ({ scope }) => `查询需要${permission(scope)}。`,
    noAnswer: ({ code }) => `没有得到可用的应答${coded(code)}。`,
    busy: ({ code }) => `目前调用过多${coded(code)}，请一分钟后再试。`,
    nobody: () => '没有应用能看到的人员可供查看。',
    emptyOrHidden: () => '所查看的人员都没有这类字段；空字段与隐藏字段无法区分。',
    unexpected: ({ code }) => `钉钉给出了其他应答${coded(code)}。`,
  },
  summary: (failed, warnings, unknown) =>
    failed === 0
      ? `桥接可以工作${warnings + unknown === 0 ? '。' : `；${String(warnings)} 项需注意，${String(unknown)} 项未知。`}`
      : `有 ${String(failed)} 项需要先解决，桥接才能工作。`,
};
