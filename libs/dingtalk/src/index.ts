export { apis } from './apis.js';
export type { Api } from './apis.js';
export { CallbackCipher } from './callback-cipher.js';
export { DingTalkClient } from './client.js';
export type { ClientParts } from './client.js';
export type { DepartmentRead } from './department-read.js';
export {
  listSubDepartmentIds,
  listSubDepartments,
  parentsOfDepartment,
  parentsOfUser,
} from './department-tree.js';
export { createDepartment, deleteDepartment, getDepartment, updateDepartment } from './departments.js';
export type { DepartmentCreate, DepartmentWrite } from './departments.js';
export { diagnosisSchema } from './doctor/finding.js';
export type { Check, Diagnosis, Finding, KnownFinding, UnknownFinding, Why } from './doctor/finding.js';
export { doctorLanguage, tellDiagnosis, tellFinding } from './doctor/told.js';
export type { DoctorLanguage } from './doctor/told.js';
export {
  createEnterpriseAccount,
  disableAccount,
  enableAccount,
  isAccountDisabled,
  signAccountOut,
} from './enterprise-accounts.js';
export type { EnterpriseAccount } from './enterprise-accounts.js';
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
export { listFailedEvents } from './failed-events.js';
export type { FailedEvent } from './failed-events.js';
export { apiBaseOf } from './hosts.js';
export type { AppAt } from './hosts.js';
export { readContactScope, readVerification } from './organisation.js';
export type { ContactScope } from './organisation.js';
export { grantLink, permissions } from './permissions.js';
export type { Permission, PermissionCode } from './permissions.js';
export type { CallObserver, ObservedCall, Pace, TokenStore } from './ports.js';
export {
  addRoles,
  createRole,
  createRoleGroup,
  deleteRole,
  getRole,
  getRoleGroup,
  listRoleMembers,
  listRoles,
  removeRoles,
  renameRole,
} from './roles.js';
export type { Role, RoleGroup } from './roles.js';
export { searchDepartments, searchUsers } from './search.js';
export { StreamConnection } from './stream/stream-connection.js';
export type { StreamEvent } from './stream/stream-frame.js';
export { openTicket } from './stream/stream-ticket.js';
export { Tokens } from './tokens.js';
export type { Credentials } from './tokens.js';
export { Transport } from './transport.js';
export { countUsers, listUserIds, listUserNames, listUsers, listUsersPage } from './user-lists.js';
export type { UserName } from './user-lists.js';
export { findUserByMobile, findUserByUnionId, listAdministrators, listLeaveRecords } from './user-lookups.js';
export type { Administrator, LeaveRecord } from './user-lookups.js';
export type { UserRead } from './user-read.js';
export type { Clearable, UserCreate, UserWrite } from './user-write.js';
export { createUser, deleteUser, getUser, updateUser } from './users.js';
