import { groupUse } from '../group-settings.js';
import { isInScope } from '../scope.js';
import type { Plan } from './change.js';
import { planDepartment } from './department.js';
import { converged, inGrace } from './ending.js';
import { graceLeftMs } from './leaver.js';
import type { DepartmentSituation } from './situation.js';

/**
 * Plans the department of a Group that may be out of scope, or none that is a department: then it leaves like that of a
 * deleted Group, after the grace period and unless the policy is to do nothing.
 */
export function planScopedDepartment(situation: DepartmentSituation): Plan {
  const { link, group, scopeGroups = [], settings, now } = situation;
  const leaving = 'outOfScope';
  if (!group) return { ...planDepartment(situation), leaving: 'deleted' };
  // Whether a create was carried out is found out first, whatever comes after.
  const scoped = isInScope('Group', group, scopeGroups, settings.scope);
  const isDepartment = groupUse(settings.groups, group) === 'departments';
  if (link.presence === 'creating' || (scoped && isDepartment)) return planDepartment(situation);
  const rest = scoped ? 'ignored' : 'outOfScope';
  const { action, graceSeconds } = settings.leavers.outOfScope;
  const told = { leaving, outOfScope: true } as const;
  if (link.presence === 'none' || link.presence === 'gone') {
    return { ending: converged(link.presence, rest), claims: [], ...told };
  }
  const without = withoutGroup(situation);
  // What is not deleted yet goes on holding its name.
  const { claims } = planDepartment({ ...without, occupied: true });
  const leftMs = graceLeftMs(link, leaving, graceSeconds, now);
  if (leftMs > 0) return { ending: inGrace(link.presence, leftMs), claims, leaving };
  if (action === 'nothing') return { ending: converged(link.presence, 'kept'), claims, ...told };
  const plan = planDepartment(without);
  const { ending } = plan;
  return { ...plan, ending: ending.presence === 'gone' ? converged('gone', rest) : ending, ...told };
}

/** As if the Group were deleted. */
function withoutGroup(situation: DepartmentSituation): DepartmentSituation {
  const left: { -readonly [K in keyof DepartmentSituation]: DepartmentSituation[K] } = { ...situation };
  delete left.group;
  return left;
}
