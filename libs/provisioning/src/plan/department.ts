import { emptyKey, presenceKey, sourceIdentifier } from '../identity.js';
import { departmentName } from '../mapping/department-name.js';
import type { Claim, Plan } from './change.js';
import { departmentClaims } from './claims.js';
import { departmentDifference, readAppliedDepartment } from './difference.js';
import { blocked, converged, waiting } from './ending.js';
import type { DepartmentSituation } from './situation.js';

/** Plans the department of a Group: parents first on the way in, people and children first on the way out. */
export function planDepartment(situation: DepartmentSituation): Plan {
  const { link, group, connectionId } = situation;
  const { presence } = link;
  const departmentId = link.externalId === undefined ? undefined : Number(link.externalId);
  const applied = link.applied && readAppliedDepartment(link.applied);
  const held = applied ? departmentClaims(connectionId, applied) : [];
  const mark = sourceIdentifier(situation.stamp, situation.identity);
  if (presence === 'creating' && applied) {
    // The answer to a create is not known: look for what was about to be made.
    return {
      change: { kind: 'findDepartment', sourceIdentifier: mark, fields: applied },
      ending: converged('present'),
      claims: held,
    };
  }
  if (!group) return planDeletion(situation, departmentId, held);

  const name = typeof group.displayName === 'string' ? departmentName(group.displayName) : undefined;
  if (name === undefined) return { ending: blocked(presence, 'noName'), claims: held };
  if (situation.cyclic) return { ending: blocked(presence, 'departmentCycle'), claims: held };
  const parent = parentOf(situation);
  if (parent.id === undefined) {
    return { ending: waiting(presence, 'parent', presenceKey(parent.resourceId)), claims: held };
  }
  const fields = { name, parentId: parent.id };
  const claims = departmentClaims(connectionId, fields);
  // One that was leaving and is wanted again is still there.
  if ((presence === 'present' || presence === 'leaving') && applied && departmentId !== undefined) {
    const change = departmentDifference(departmentId, applied, fields);
    return { ...(change ? { change } : {}), ending: converged('present'), claims };
  }
  return {
    change: { kind: 'createDepartment', sourceIdentifier: mark, fields },
    ending: converged('present'),
    claims,
  };
}

function planDeletion(
  situation: DepartmentSituation,
  departmentId: number | undefined,
  held: readonly Claim[],
): Plan {
  const { presence } = situation.link;
  if (departmentId === undefined || presence === 'none' || presence === 'gone') {
    return { ending: converged('gone'), claims: [] };
  }
  if (situation.occupied)
    return { ending: waiting('leaving', 'empty', emptyKey(departmentId)), claims: held };
  return { change: { kind: 'deleteDepartment', departmentId }, ending: converged('gone'), claims: [] };
}

type Parent =
  | { readonly id: number; readonly resourceId?: undefined }
  | { readonly id?: undefined; readonly resourceId: string };

/** A department has one parent; of several Groups that hold this one, the one that had it first is it. */
function parentOf({ parents, settings }: DepartmentSituation): Parent {
  const [first] = parents;
  if (!first) return { id: settings.rootDepartmentId };
  return first.presence === 'present' ? { id: Number(first.externalId) } : { resourceId: first.resourceId };
}
