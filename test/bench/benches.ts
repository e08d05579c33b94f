import { adminLists } from './admin-lists.js';
import type { Bench } from './bench.js';
import { crawl } from './crawl.js';
import { drift } from './drift.js';
import { expressions } from './expressions.js';
import { firstSync } from './first-sync.js';
import { leaverDuringFirstSync } from './leaver-during-first-sync.js';
import { mirrorServing } from './mirror-serving.js';
import { pace } from './pace.js';
import { plan } from './plan.js';
import { pusherMemory } from './pusher-memory.js';
import { scimBulk } from './scim-bulk.js';
import { scimFilters } from './scim-filters.js';
import { scimLists } from './scim-lists.js';
import { scimMembers } from './scim-members.js';
import { simulatorLoad } from './simulator-load.js';
import { sourceUnchanged } from './source-unchanged.js';
import { unchanged } from './unchanged.js';

/** All there are, in the order they run in. */
export const benches: readonly Bench[] = [
  pace,
  firstSync,
  leaverDuringFirstSync,
  pusherMemory,
  unchanged,
  sourceUnchanged,
  drift,
  crawl,
  mirrorServing,
  simulatorLoad,
  scimLists,
  scimFilters,
  scimMembers,
  adminLists,
  scimBulk,
  plan,
  expressions,
];
