import type { Texts } from '../texts.js';

export const faults: Texts['faults'] = {
  tooLong: '超过钉钉允许的长度',
  unreadable: '不是该字段可接受的内容',
  notClearable: '钉钉无法清空此字段',
  notSettable: '钉钉不接受此值',
  taken: '此值已被他人使用',
};

export const kept: Texts['kept'] = {
  notOurs: '由钉钉维护',
  onlyOnCreate: '仅在创建时写入',
  defaultIfEmpty: '钉钉中已有值',
  ifEmpty: '保留原值：SCIM 未提供',
  neverChanged: '钉钉不允许应用修改',
};

export const fields: Texts['fields'] = {
  name: '姓名',
  mobile: '手机号',
  title: '职位',
  job_number: '工号',
  email: '邮箱',
  org_email: '企业邮箱',
  telephone: '分机号',
  work_place: '办公地点',
  remark: '备注',
  hired_date: '入职时间',
  hide_mobile: '隐藏手机号',
  senior_mode: '高管模式',
  login_email: '登录邮箱',
  manager_userid: '直属主管',
  departments: '部门',
  extension: '自定义字段 {{name}}',
};
