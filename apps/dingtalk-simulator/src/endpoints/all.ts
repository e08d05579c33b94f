import { appScopesEndpoint } from './app-scopes.js';
import { departmentReads } from './department-reads.js';
import { departmentWrites } from './department-writes.js';
import type { Endpoint, OpenEndpoint } from './endpoint.js';
import { tokenEndpoints } from './tokens.js';
import { userLists } from './user-lists.js';
import { userLookups } from './user-lookups.js';
import { userWrites } from './user-writes.js';
import { verificationEndpoint } from './verification.js';

/** Every path of DingTalk that the simulator knows; its README tells how well each is known. */
export const endpoints: readonly (Endpoint | OpenEndpoint)[] = [
  ...tokenEndpoints,
  appScopesEndpoint,
  verificationEndpoint,
  ...departmentWrites,
  ...departmentReads,
  ...userWrites,
  ...userLists,
  ...userLookups,
];
