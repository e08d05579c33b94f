export { diagnoseRemote } from './diagnose.js';
export type { RemoteDiagnosis } from './diagnose.js';
export { readOne, readPage, readProvider } from './read-list.js';
export type { RemotePage } from './read-list.js';
export { usualPatience } from './remote-access.js';
export type { Patience, RemoteAccess, RemoteAuth } from './remote-access.js';
export { failureCodes, RemoteFailure } from './remote-failure.js';
export type { FailureCode } from './remote-failure.js';
export { RemoteScim } from './remote-scim.js';
