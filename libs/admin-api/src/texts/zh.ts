import type { BlockReason, HoldReason, WaitReason } from '../standing.js';
import type { Trouble } from './trouble.js';

/** Why a Link is blocked, in Simplified Chinese. */
export const blocks: Readonly<Record<BlockReason, Trouble>> = {
  noName: {
    what: '没有名称',
    mend: '请在 SCIM 源中填写 displayName；钉钉不接受没有名称的人员或部门。',
  },
  nameRefused: {
    what: '钉钉不接受此名称',
    mend: '钉钉拒绝了名称中的某个字符、词语或其长度。请在 SCIM 源中修改。',
  },
  noMobile: { what: '没有手机号', mend: '请在 SCIM 源中为此人添加类型为 mobile 的电话号码。' },
  mobileInvalid: {
    what: '手机号无效',
    mend: '请更正类型为 mobile 的号码，并带上国家代码，例如 +86。',
  },
  mobileTaken: {
    what: '手机号已被占用',
    mend: '该钉钉组织中另一账号使用了此号码。如果是同一个人，请审核后接管该账号；否则请更正其中之一：号码释放后会自动继续。',
  },
  mobileChange: {
    what: '手机号已更改',
    mend: '钉钉不允许应用修改手机号。请本人在钉钉中修改（一天内或重试后会被发现）；或在 SCIM 源中改回原号码；或由管理员下令删除并重建账号，此人在组织内的文件、聊天和审批将丢失。其他信息照常同步。',
  },
  emailTaken: {
    what: '邮箱已被占用',
    mend: '该钉钉组织中另一账号使用了此邮箱。如果是同一个人，请审核后接管该账号；否则请更正其中之一。',
  },
  emailInvalid: { what: '邮箱无效', mend: '请在 SCIM 源中更正邮箱。' },
  telephoneTaken: {
    what: '分机号已被占用',
    mend: '该钉钉组织中另一账号使用了此分机号。请更正其中之一。',
  },
  departmentMissing: {
    what: '部门在钉钉中已不存在',
    mend: '有人在钉钉中删除了该部门。请在 SCIM 源中修改该组，或更正连接的默认部门或暂存部门。',
  },
  departmentFull: { what: '部门人数已满', mend: '钉钉不再接受更多人进入此部门。请拆分该组。' },
  departmentsRefused: {
    what: '钉钉不接受这些部门',
    mend: '一个人最多属于 100 个部门。请将此人移出一些组。',
  },
  managerRefused: {
    what: '钉钉不接受此主管',
    mend: '主管的账号可能已在钉钉中被移除。请在 SCIM 源中更正主管。',
  },
  positionManaged: {
    what: '职位和部门由钉钉智能人事管理',
    mend: '请在智能人事中关闭职位管理，或不再发送职位和部门。',
  },
  outOfAppScope: { what: '超出应用的通讯录范围', mend: '请在开发者后台扩大应用的通讯录权限范围。' },
  isAdministrator: {
    what: '钉钉组织的管理员',
    mend: '本服务从不移除管理员。请先在钉钉管理后台取消其管理员身份；重试后或一天内会自动继续。',
  },
  lastDepartment: {
    what: '不在任何其他部门',
    mend: '钉钉中每个人都必须属于某个部门。请为连接设置暂存部门，或手动将此人加入其他部门。',
  },
  normalAccount: {
    what: '不是企业账号',
    mend: '钉钉只能停用企业账号。请更改离职策略，或手动移除此人。',
  },
  parentMissing: {
    what: '上级部门在钉钉中已不存在',
    mend: '有人在钉钉中删除了上级部门。请在 SCIM 源中修改上级组，或更正连接的根部门。',
  },
  treeTooDeep: { what: '部门层级过深', mend: '钉钉不支持更深的部门层级。请将该组上移。' },
  noDepartment: {
    what: '没有部门',
    mend: '请把此人加入由 SCIM 发送的组，或为连接设置默认部门。',
  },
  nameTaken: {
    what: '名称已被占用',
    mend: '钉钉中同一上级下已有同名部门，或角色组中已有同名角色。请审核后接管该部门，或重命名其中之一。',
  },
  departmentCycle: { what: '组互相包含', mend: '请移除形成循环的组成员关系之一。' },
  foreignMembers: {
    what: '钉钉中的部门或角色不为空',
    mend: '有人在钉钉中向其中添加了人员。请在钉钉中移走他们，之后会自动删除。',
  },
  foreignChildren: {
    what: '钉钉中的部门有下级部门',
    mend: '有人在钉钉中于此部门下添加了部门。请在钉钉中移走或删除它们，之后会自动删除此部门。',
  },
  unlinked: {
    what: '已由管理员解除关联',
    mend: '其账号或部门在钉钉中保持原样。可再次接管，或手动同步：届时将新建，或凭本桥的标记重新关联。',
  },
  rejected: {
    what: '钉钉拒绝',
    mend: '名称旁的钉钉错误码说明了原因。请在 SCIM 源中更正记录；每次更改都会重新尝试。',
  },
};

/** What a Link waits for, in Simplified Chinese. */
export const waits: Readonly<Record<WaitReason, Trouble>> = {
  department: {
    what: '尚未加入任何组',
    mend: '如果组仍在发送中，无需处理；否则请把此人加入一个组。',
  },
  departmentPending: { what: '等待部门创建', mend: '无需处理，除非该部门在此列为受阻。' },
  parent: { what: '等待上级部门', mend: '无需处理，除非上级部门在此列为受阻。' },
  manager: { what: '等待主管的账号', mend: '无需处理，除非主管在此列为受阻。' },
  head: {
    what: '等待部门主管加入该部门',
    mend: '人员仍在同步时无需处理；否则请把主管加入其负责的组。',
  },
  members: { what: '等待角色成员进入钉钉', mend: '无需处理，除非组内人员本身在此列出。' },
  empty: { what: '等待成员离开', mend: '无需处理：其中的人员和部门移走或移除后会自动删除。' },
  invitation: { what: '等待本人接受钉钉邀请', mend: '请提醒本人在钉钉中接受邀请。' },
  grace: { what: '等待离职宽限期结束', mend: '无需处理。在此期间返回的人员会保留。' },
  headcount: {
    what: '等待钉钉组织的人数名额',
    mend: '组织人数已达上限。请在钉钉中提高上限，或移除离职人员。除新增人员外一切照常。',
  },
  departmentCount: {
    what: '等待钉钉组织的部门名额',
    mend: '部门数量已达上限。除新建部门外一切照常。',
  },
};

/** Why a Link is held, in Simplified Chinese. */
export const holds: Readonly<Record<HoldReason, Trouble>> = {
  budget: {
    what: '此类变更已超出每日限额',
    mend: '请查看被暂停的变更并批准或放弃；无人批准的变更会在每日限额允许时继续。',
  },
  run: { what: '属于等待批准的一次运行', mend: '请查看该运行的计划，然后批准或放弃。' },
  dryRun: { what: '此连接不向钉钉写入任何内容', mend: '确认计划无误后，请在设置中关闭试运行。' },
  dropped: {
    what: '有人决定不执行此变更',
    mend: '无需处理，除非仍需要此变更；SCIM 源中的更改会重新计划。',
  },
};
