import { z } from 'zod';
import type { ChangeKind } from './change-kind.js';
import { limitSchema } from './limit.js';
import type { Limit } from './limit.js';

/** null: no limit. A limit that is given replaces the default one as a whole. */
const limit = (usual: Limit | null) => limitSchema.nullable().default(usual);

/** How many changes of each kind a day may bring by single requests, in any 24 hours. */
const budgetsSchema = z.strictObject({
  creates: limit(null),
  updates: limit(null),
  moved: limit(null),
  withoutDepartment: limit({ floor: 100, percent: 5 }),
  leavers: limit({ floor: 100, percent: 2 }),
  departmentDeletes: limit({ floor: 50, percent: 10 }),
  roleRemovals: limit({ floor: 100, percent: 5 }),
} satisfies Record<ChangeKind, unknown>);

/** How many changes of each kind a run may bring without being looked at; one too many holds all of it. */
const thresholdsSchema = z.strictObject({
  creates: limit({ floor: 100, percent: 20 }),
  updates: limit({ floor: 100, percent: 20 }),
  moved: limit({ floor: 100, percent: 20 }),
  withoutDepartment: limit({ floor: 20, percent: 2 }),
  leavers: limit({ floor: 20, percent: 2 }),
  departmentDeletes: limit({ floor: 20, percent: 5 }),
  roleRemovals: limit({ floor: 50, percent: 5 }),
} satisfies Record<ChangeKind, unknown>);

/** What may happen in DingTalk without somebody looking at it first. */
export const policySchema = z.strictObject({
  /** Nothing is written to DingTalk: everything is planned, and held. */
  dryRun: z.boolean().default(false),
  budgets: budgetsSchema.prefault({}),
  runs: thresholdsSchema.prefault({}),
});

export type Policy = Readonly<z.infer<typeof policySchema>>;
