import type { Answer } from '../../api/call.js';

/** What somebody may do who is signed in. */
export type Role = Answer<'GET /session'>['role'];
export const roles: readonly Role[] = ['viewer', 'administrator'];
