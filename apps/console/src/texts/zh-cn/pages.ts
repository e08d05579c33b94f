import type { Texts } from '../texts.js';

export const activity: Texts['activity'] = {
  title: '操作记录',
  lead: '在钉钉中为谁做了什么，由谁要求。个人信息已脱敏。',
  none: '尚无任何操作。',
  at: '时间',
  what: '操作',
  who: '对象',
  askedBy: '要求者',
  fields: '字段',
  calls: '调用',
  code: '钉钉错误码',
  took: '{{ms}} 毫秒',
  before: '之前',
  after: '之后',
  engine: '同步服务',
  token: 'SCIM 客户端',
  admin: '管理员 {{name}}',
  newer: '最新',
  expired: '具体值已不再保留。',
  details: '更改内容与逐次调用',
  events: {
    createAccount: '创建人员',
    updateAccount: '更新人员',
    deleteAccount: '删除人员',
    disableAccount: '停用人员',
    enableAccount: '启用人员',
    findAccount: '查找人员',
    findInvited: '查看邀请',
    readMobile: '查看手机号',
    readAdministrators: '查找管理员',
    createDepartment: '创建部门',
    updateDepartment: '更新部门',
    deleteDepartment: '删除部门',
    findDepartment: '查找部门',
  },
  ended: '{{what}}：{{how}}',
  endings: { refused: '被拒绝', rejected: '被拒绝', answerLost: '应答丢失', pendingInvite: '已邀请' },
};

export const tokens: Texts['tokens'] = {
  title: '令牌',
  lead: '身份提供方以此登录。可同时有多个有效令牌，便于更换。',
  none: '没有令牌：无人可以写入此连接。',
  create: '新建令牌',
  label: '标签',
  labelAbout: '使用者，例如 Okta。',
  labelMissing: '请填写标签。',
  expiresAt: '到期时间',
  createdAt: '创建时间',
  lastUsedAt: '最近使用',
  state: '状态',
  valid: '有效',
  expired: '已过期',
  revoked: '已吊销',
  revoke: '吊销',
  revokeSure: '使用“{{label}}”的一方将立即被拒绝，且无法撤销。',
  revokeDone: '令牌已吊销。',
  shown: '令牌只在此刻显示一次。',
};

export const queues: Texts['queues'] = {
  title: '队列',
  lead: '由 Bull Board 显示正在处理的内容。任务只含编号。',
  frame: 'Bull Board 面板',
  open: '单独打开',
};

export const apiPage: Texts['apiPage'] = {
  title: '管理 API',
  lead: '供程序完成控制台所做的事。程序使用自己的令牌：Authorization: Bearer admin_...',
  file: 'OpenAPI 文档',
};
