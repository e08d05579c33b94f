import { z } from 'zod';

/** Why somebody leaves DingTalk; each has a policy of its own. */
export const leaveCauses = ['deactivated', 'deleted', 'outOfScope'] as const;
export type LeaveCause = (typeof leaveCauses)[number];

/**
 * What becomes of the account of a leaver: it stays as it is, moves to the holding department and is in no other,
 * leaves the departments that are ours, is deleted, or is disabled, which DingTalk can do with enterprise accounts
 * only (fact sheet 3.8).
 */
export const leaverActions = ['nothing', 'holding', 'remove', 'delete', 'disable'] as const;

const yearSeconds = 31_536_000;

const policySchema = z.strictObject({
  action: z.enum(leaverActions).default('delete'),
  /** How long nothing happens, in seconds from the moment it began; a return meanwhile cancels it. */
  graceSeconds: z.number().int().min(0).max(yearSeconds).default(0),
});

/** A policy for each way of leaving. */
export const leaversSchema = z.strictObject({
  /** `active: false`. */
  deactivated: policySchema.prefault({}),
  /** DELETE. */
  deleted: policySchema.prefault({}),
  /** Still there in SCIM, but synced no more. Departments of Groups that leave the scope follow it too. */
  outOfScope: policySchema.prefault({}),
});

export type LeaverPolicy = Readonly<z.infer<typeof policySchema>>;
