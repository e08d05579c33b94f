/** What goes wrong with a call. */
export const faults = [
  { cut: 'before' },
  { cut: 'after' },
  { cut: 'after' },
  { subCode: '90018' },
  { errcode: -1 },
  { errcode: 15 },
  { html: true, httpStatus: 503 },
  { httpStatus: 500 },
] as const;

/** The calls that it goes wrong with. */
export const apis = [
  '/topapi/v2/user/create',
  '/topapi/v2/user/create',
  '/topapi/v2/user/update',
  '/topapi/v2/user/update',
  '/topapi/v2/user/delete',
  '/topapi/v2/department/create',
  '/topapi/v2/department/update',
  '/topapi/v2/department/delete',
  '/role/add_role',
  '/topapi/role/addrolesforemps',
  '/topapi/role/removerolesforemps',
  '*',
] as const;
