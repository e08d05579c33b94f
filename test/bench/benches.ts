import type { Bench } from './bench.js';
import { pace } from './pace.js';
import { scimLists } from './scim-lists.js';
import { scimMembers } from './scim-members.js';

/** All there are, in the order they run in. */
export const benches: readonly Bench[] = [pace, scimLists, scimMembers];
