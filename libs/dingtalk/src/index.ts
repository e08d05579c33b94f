export { DingTalkClient } from './client.js';
export type { ClientParts } from './client.js';
export {
  createDepartment,
  deleteDepartment,
  getDepartment,
  listSubDepartments,
  updateDepartment,
} from './departments.js';
export type { DepartmentRead } from './departments.js';
export { disableAccount, enableAccount } from './enterprise-accounts.js';
export {
  AnswerLost,
  AppRefused,
  CapabilityRefused,
  PaceExhausted,
  PendingInvite,
  Rejected,
  Throttled,
  Unreachable,
} from './errors.js';
export type { RejectedOn } from './errors.js';
export { findUserByMobile, listAdministrators } from './look-ups.js';
export type { AppAt, CallObserver, ObservedCall, Pace, TokenStore } from './ports.js';
export { Tokens } from './tokens.js';
export type { Credentials } from './tokens.js';
export { Transport } from './transport.js';
export { createUser, deleteUser, getUser, updateUser } from './users.js';
export type { UserRead, UserWrite } from './users.js';
