/** Why one field is not in step although all else is. */
export const faults = {
  tooLong: 'longer than DingTalk takes',
  unreadable: 'not readable as what the field holds',
  notClearable: 'DingTalk cannot empty this field',
  notSettable: 'DingTalk does not take this value',
  taken: 'somebody else has this value',
} as const;

/** Why a field stays as DingTalk has it. */
export const kept = {
  notOurs: 'left to DingTalk',
  onlyOnCreate: 'written at creation only',
  defaultIfEmpty: 'DingTalk has a value already',
  ifEmpty: 'kept: SCIM has none',
  neverChanged: 'DingTalk lets no app change it',
} as const;

/** DingTalk's fields in words. */
export const fields = {
  name: 'Name',
  mobile: 'Mobile',
  title: 'Job title',
  job_number: 'Employee number',
  email: 'Email',
  org_email: 'Organisation’s email',
  telephone: 'Extension number',
  work_place: 'Place of work',
  remark: 'Remark',
  hired_date: 'Date of joining',
  hide_mobile: 'Hide mobile',
  senior_mode: 'Executive mode',
  login_email: 'Sign-in email',
  manager_userid: 'Manager',
  departments: 'Departments',
  extension: 'Custom field {{name}}',
} as const;
