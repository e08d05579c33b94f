import type { PreflightKind, PreflightText } from './finding.js';

/** Chinese. */
export const zh: Readonly<Record<PreflightKind, PreflightText>> = {
  noName: { what: '没有姓名。', mend: '请填写 displayName，或姓和名。' },
  noMobile: { what: '没有手机号：钉钉无法创建没有手机号的账号。', mend: '请提供类型为 mobile 的电话号码。' },
  mobileInvalid: {
    what: '该号码不可能是手机号。',
    mend: '请更正；若不属于企业所在国家/地区，请带上国际区号。',
  },
  mobileTwice: { what: '另有一人使用同一手机号。', mend: '请为每人填写各自的号码，或删除其中一人。' },
  emailTwice: {
    what: '另有一人使用同一邮箱：两者很可能是同一人。',
    mend: '请为每人填写各自的邮箱，或删除其中一人。',
  },
  telephoneTwice: {
    what: '另有一人使用同一分机号：只有第一人会写入。',
    mend: '请为每人填写各自的号码，或不映射该字段。',
  },
  noDepartment: { what: '不在任何部门中。', mend: '请将其加入会成为部门的群组，或在连接上设置默认部门。' },
  unknownManager: {
    what: 'SCIM 中没有其直属主管：账号将不带主管创建。',
    mend: '请同时同步该主管，或去掉该引用。',
  },
  managerCycle: { what: '其主管关系绕回到自己。', mend: '请更正环中任意一人的主管。' },
  valueRefused: {
    what: '有一个值钉钉不接受：该字段留空，其余照常写入。',
    mend: '请更正该值，或更正该字段的规则。',
  },
  existingAccount: { what: '钉钉中已有一个账号，看来就是此人。', mend: '请在审核后接管，或先在钉钉中删除。' },
  departmentNoName: { what: '名称中没有钉钉可接受的内容。', mend: '请为该群组填写 displayName。' },
  departmentNameChanged: {
    what: '钉钉的部门名称不能含连字符和逗号，最多 64 个字符：将被替换或截断。',
    mend: '无需处理，除非希望使用别的名称。',
  },
  sameNamedSiblings: { what: '同一部门下另有同名群组。', mend: '请重命名其中一个，或将其移到别处。' },
  departmentCycle: { what: '经由其他群组包含了自己。', mend: '请将其中一个群组从另一个中移出。' },
  existingDepartment: {
    what: '钉钉在此位置已有同名部门，且不是由我们创建的。',
    mend: '请在审核后接管，或重命名其中一个。',
  },
  roleNoName: { what: '名称中没有可作为角色名的内容。', mend: '请为该群组填写 displayName。' },
  sameNamedRoles: { what: '另有一个要成为角色的群组同名。', mend: '请重命名其中一个。' },
  existingRole: {
    what: '该角色组中已有同名角色，且不是由我们创建的：角色从不接管。',
    mend: '请在钉钉中重命名或删除该角色，或重命名该群组，或设置另一个角色组。',
  },
  roleElsewhere: {
    what: '另一个角色组中已有同名角色：钉钉是否允许重名，文档未说明。',
    mend: '无需处理；若被拒绝，请重命名其中一个。',
  },
};
