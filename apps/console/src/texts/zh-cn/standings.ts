import type { Texts } from '../texts.js';

export const standings: Texts['standings'] = {
  inStep: '一致',
  onTheWay: '同步中',
  waiting: '等待',
  held: '待批准',
  blocked: '受阻',
};

export const kinds: Texts['kinds'] = { account: '人员', department: '部门', role: '角色' };

export const presences: Texts['presences'] = {
  none: '尚未进入钉钉',
  creating: '正在创建',
  invited: '已邀请',
  present: '已在钉钉中',
  leaving: '正在移除',
  gone: '已从钉钉移除',
};

export const remarks: Texts['remarks'] = {
  outOfScope: '不在同步范围内',
  ignored: '此组不同步到钉钉',
  kept: '按离职策略保持原样',
  holding: '在暂存部门中',
  removed: '已移出各部门',
  disabled: '已停用',
};
