import type { JsonObject } from '#common';
import type { Plan } from '../plan/change.js';
import { readAppliedAccount } from '../plan/difference.js';
import { departmentsOf } from '../plan/placement.js';
import type { AccountSituation, GroupSituation, LinkView } from '../plan/situation.js';
import type { Settings } from '../settings.js';
import type { ChangeKind } from './change-kind.js';
import type { Demand } from './demand.js';
import { accountFingerprint, departmentFingerprint, roleFingerprint } from './fingerprint.js';

/** A plan, and what its change asks of the policy; looks ask nothing. */
export interface DemandingPlan extends Plan {
  readonly demand?: Demand;
}

/** Adds to an account's plan what it asks of the policy. */
export function withAccountDemand(situation: AccountSituation, plan: Plan): DemandingPlan {
  const nowhere = departmentsOf(situation).length === 0;
  const kind = kindOf(plan, situation.link, { nowhere, takenOut: 0 });
  if (kind === undefined) return plan;
  const demand = demandOf(situation.settings, { kind, units: 1 }, accountFingerprint(situation, plan));
  // The account was deleted to be made again: who let that happen lets this happen.
  const recreates = kind === 'creates' && situation.link.recreate !== undefined;
  return { ...plan, demand: recreates ? { ...demand, budget: null } : demand };
}

/** As withAccountDemand, for departments and roles. */
export function withGroupDemand(situation: GroupSituation, plan: Plan): DemandingPlan {
  const takenOut = situation.members?.takenOut ?? 0;
  const kind = kindOf(plan, situation.link, { nowhere: false, takenOut });
  if (kind === undefined) return plan;
  const isRole = (plan.becomes ?? situation.linkKind) === 'role';
  const fingerprint = isRole ? roleFingerprint(situation, plan) : departmentFingerprint(situation, plan);
  const units = kind === 'roleRemovals' ? takenOut : 1;
  return { ...plan, demand: demandOf(situation.settings, { kind, units }, fingerprint) };
}

function demandOf(
  { policy }: Settings,
  { kind, units }: Pick<Demand, 'kind' | 'units'>,
  fingerprint: string,
): Demand {
  return { kind, units, fingerprint, budget: policy.budgets[kind], dryRun: policy.dryRun };
}

/** What of somebody's or something's desired state makes the kind of a change another one. */
interface Desired {
  /** SCIM puts the person in no department. */
  readonly nowhere: boolean;
  /** How many of a role's people SCIM names no more. */
  readonly takenOut: number;
}

function kindOf(
  { change, leaving }: Plan,
  { applied }: LinkView,
  { nowhere, takenOut }: Desired,
): ChangeKind | undefined {
  switch (change?.kind) {
    case 'createAccount':
    case 'createDepartment':
    case 'makeRoleGroup':
    case 'createRole':
      return 'creates';
    case 'updateAccount':
      if (leaving !== undefined) return 'leavers';
      if (!moves(change.set.departmentIds, applied)) return 'updates';
      return nowhere ? 'withoutDepartment' : 'moved';
    case 'updateDepartment':
    case 'enableAccount':
      return 'updates';
    case 'updateRole':
    case 'addRoleMembers':
      // Whatever comes first of what is desired, it is asked for with all that follows.
      return takenOut > 0 ? 'roleRemovals' : 'updates';
    case 'removeRoleMembers':
      if (leaving !== undefined) return 'departmentDeletes';
      return takenOut > 0 ? 'roleRemovals' : 'updates';
    case 'deleteAccount':
    case 'disableAccount':
      return 'leavers';
    case 'deleteDepartment':
    case 'deleteRole':
      return 'departmentDeletes';
    case 'findAccount':
    case 'findInvited':
    case 'findDepartment':
    case 'readMobile':
    case 'readAdministrators':
    case 'readDepartment':
    case 'readRoleGroup':
    case 'findRole':
    case 'readRole':
    case 'adoptAccount':
    case 'adoptDepartment':
    case undefined:
      return undefined;
  }
}

/** An update of an enterprise account names its departments, whether or not they are others. */
function moves(departmentIds: readonly number[] | undefined, applied: JsonObject | undefined): boolean {
  if (departmentIds === undefined) return false;
  const before = applied ? readAppliedAccount(applied).departmentIds : [];
  return JSON.stringify(departmentIds) !== JSON.stringify(before);
}
