import { groupUse } from '../group-settings.js';
import type { LinkKind } from '../link.js';
import { isInScope } from '../scope.js';
import type { Plan } from './change.js';
import { departmentClaims, roleClaims } from './claims.js';
import { planDepartment } from './department.js';
import { readAppliedDepartment, readAppliedRole } from './difference.js';
import { converged, inGrace, retry, waiting } from './ending.js';
import { graceLeftMs } from './leaver.js';
import { planRole } from './role.js';
import type { GroupSituation } from './situation.js';

type GroupKind = Exclude<LinkKind, 'account'>;

/**
 * Plans what a Group is in DingTalk. One that is out of scope, or is to be something else, or nothing, leaves like that
 * of a deleted Group, after the grace period and unless the policy is to do nothing; what it is to be instead is made
 * once nothing is left of what it was.
 */
export function planGroup(situation: GroupSituation): Plan {
  const { link, linkKind, group, scopeGroups = [], settings } = situation;
  const plan = planAs[linkKind];
  if (!group) return { ...plan(situation), leaving: 'deleted' };
  const scoped = isInScope('Group', group, scopeGroups, settings.scope);
  const wanted = scoped ? kindOf[groupUse(settings.groups, group)] : undefined;
  // Whether a create was carried out is found out first, whatever comes after.
  if (link.presence === 'creating' || wanted === linkKind) return plan(situation);
  const rest = scoped ? 'ignored' : 'outOfScope';
  if (link.presence !== 'none' && link.presence !== 'gone') return planLeaving(situation, wanted, rest);
  if (wanted) return { ...planAs[wanted](withoutTraces(situation)), becomes: wanted };
  return { ending: converged(link.presence, rest), claims: [], leaving: 'outOfScope', outOfScope: true };
}

const planAs = { department: planDepartment, role: planRole } as const;

const kindOf = { departments: 'department', roles: 'role', ignored: undefined } as const;

function planLeaving(
  situation: GroupSituation,
  wanted: GroupKind | undefined,
  rest: 'ignored' | 'outOfScope',
): Plan {
  const { link, linkKind, settings, now } = situation;
  const { action, graceSeconds } = settings.leavers.outOfScope;
  const leaving = 'outOfScope';
  const told = { leaving, outOfScope: true } as const;
  const leftMs = graceLeftMs(link, leaving, graceSeconds, now);
  // What is not deleted yet goes on holding its name.
  if (leftMs > 0) return { ending: inGrace(link.presence, leftMs), claims: claimsOf(situation), leaving };
  if (action === 'nothing') {
    return { ending: converged(link.presence, 'kept'), claims: claimsOf(situation), ...told };
  }
  const plan = planAs[linkKind](withoutGroup(situation));
  const { ending } = plan;
  if (ending.presence === 'present' && ending.outcome === 'converged') {
    // Paths of others lead through it: it is left to them, and what is to be instead has to wait.
    const left = wanted === undefined ? converged('present', 'kept') : waiting('present', 'empty');
    return { ...plan, ending: left, ...told };
  }
  if (ending.presence !== 'gone') return { ...plan, ...told };
  // What is to be instead is made now; a path that it stood for is let go of.
  const goesOn = wanted !== undefined || situation.path !== undefined;
  return { ...plan, ending: goesOn ? retry('gone', 0) : converged('gone', rest), ...told };
}

/** What is left as it is goes on holding its name, whoever waits for it. */
function claimsOf({ link: { applied }, connectionId, linkKind }: GroupSituation): Plan['claims'] {
  if (!applied) return [];
  return linkKind === 'department'
    ? departmentClaims(connectionId, readAppliedDepartment(applied))
    : roleClaims(connectionId, readAppliedRole(applied));
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** As if the Group were deleted. */
function withoutGroup(situation: GroupSituation): GroupSituation {
  const left: Writable<GroupSituation> = { ...situation };
  delete left.group;
  return left;
}

/** As if it had never been anything. */
function withoutTraces(situation: GroupSituation): GroupSituation {
  const link: Writable<GroupSituation['link']> = { ...situation.link, presence: 'none' };
  delete link.externalId;
  delete link.mark;
  delete link.applied;
  return { ...situation, link };
}
