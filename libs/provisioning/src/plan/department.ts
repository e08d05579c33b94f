import { emptyKey, pathIdentifier, presenceKey, sourceIdentifier } from '../identity.js';
import { headsOf } from '../tree/heads.js';
import { pathFrom } from '../tree/path.js';
import { namesHeads, wantedDepartment } from '../tree/wanted.js';
import type { Parent, WantedDepartment } from '../tree/wanted.js';
import type { Claim, DepartmentFields, Plan } from './change.js';
import { planDepartmentAdoption } from './adoption.js';
import { departmentClaims } from './claims.js';
import { otherName } from '../mapping/department-name.js';
import { departmentDifference, readAppliedDepartment } from './difference.js';
import { blocked, converged, retry, waiting } from './ending.js';
import type { Ending } from './ending.js';
import { lookAgain } from '../times.js';
import type { DepartmentSituation } from './situation.js';
import { withTaken } from './taken.js';

/** Plans a department: parents first on the way in, people and children first on the way out. */
export function planDepartment(situation: DepartmentSituation): Plan {
  const { link, connectionId } = situation;
  const { presence } = link;
  const departmentId = link.externalId === undefined ? undefined : Number(link.externalId);
  const applied = link.applied && readAppliedDepartment(link.applied);
  const held = applied ? departmentClaims(connectionId, applied) : [];
  if (presence === 'creating' && applied) {
    // The answer to a create is not known: look for what was about to be made.
    return {
      change: { kind: 'findDepartment', sourceIdentifier: markOf(situation), fields: applied },
      ending: converged('present'),
      claims: held,
    };
  }
  if (link.doubtful && departmentId !== undefined && applied && presence !== 'none' && presence !== 'gone') {
    const change = { kind: 'readDepartment', departmentId, fields: applied } as const;
    return { change, ending: converged('present'), claims: held };
  }
  const wanted = wantedDepartment(situation);
  if (!wanted) return planDeletion(situation, departmentId, held);
  if (wanted.name === undefined) return { ending: blocked(presence, 'noName'), claims: held };
  const adoption = planDepartmentAdoption(situation, wanted.name);
  if (adoption) return adoption;
  const { parent } = wanted;
  if (parent.kind !== 'there') {
    const ending = withoutParent(situation, parent);
    const isThere = presence === 'present' && departmentId !== undefined && parent.kind === 'awaited';
    return (isThere ? letGoOfName(situation, departmentId, ending) : undefined) ?? { ending, claims: held };
  }

  const place = { name: wanted.name, parentId: parent.departmentId };
  const claims = departmentClaims(connectionId, place);
  // One that was leaving and is wanted again is still there.
  if ((presence === 'present' || presence === 'leaving') && applied && departmentId !== undefined) {
    const { fields, ending } = withHeads(situation, { ...place, ...orderOf(wanted) }, applied, departmentId);
    const change = departmentDifference(departmentId, applied, fields);
    const taken = situation.taken && withOtherName(situation, departmentId, withTaken(situation, ending));
    return taken ?? { ...(change ? { change } : {}), ending, claims };
  }
  if (situation.yields) return { ending: retry(presence, lookAgain.takeOver), claims: [] };
  // Nobody can head a department before it is there.
  const ending = namesHeads(situation.group) ? retry('present', 0) : converged('present');
  const fields = { ...place, ...orderOf(wanted) };
  const mark = markOf(situation);
  return { change: { kind: 'createDepartment', sourceIdentifier: mark, fields }, ending, claims };
}

/** A department that stands for a path is found again by the path, one that is a Group by the Group. */
function markOf({ stamp, identity, group, path, link }: DepartmentSituation): string {
  if (link.mark !== undefined) return link.mark;
  return group || !path
    ? sourceIdentifier(stamp, identity)
    : pathIdentifier(stamp, pathFrom(path.segments).key);
}

function withoutParent({ link }: DepartmentSituation, parent: Exclude<Parent, { kind: 'there' }>): Ending {
  if (parent.kind === 'cyclic') return blocked(link.presence, 'departmentCycle');
  const { resourceId } = parent;
  return waiting(link.presence, 'parent', resourceId === undefined ? undefined : presenceKey(resourceId));
}

/** Heads that the Group names, as far as they can be heads yet; those it no longer names are taken back. */
function withHeads(
  { heads, group }: DepartmentSituation,
  fields: DepartmentFields,
  applied: DepartmentFields,
  departmentId: number,
): { readonly fields: DepartmentFields; readonly ending: Ending } {
  if (!namesHeads(group)) {
    const ours = applied.headIds !== undefined;
    return { fields: ours ? { ...fields, headIds: [] } : fields, ending: converged('present') };
  }
  const { ready, awaits } = headsOf(heads, departmentId);
  const ending = awaits === undefined ? converged('present') : waiting('present', 'head', awaits);
  return { fields: { ...fields, headIds: ready }, ending };
}

function planDeletion(
  situation: DepartmentSituation,
  departmentId: number | undefined,
  held: readonly Claim[],
): Plan {
  const { presence } = situation.link;
  if (departmentId === undefined || presence === 'none' || presence === 'gone') {
    // Where the tree is not made of Groups, a Group has no part in it.
    return { ending: converged('gone', situation.group && 'ignored'), claims: [] };
  }
  if (situation.occupied) {
    const ending = waiting('leaving', 'empty', emptyKey(departmentId));
    return letGoOfName(situation, departmentId, ending) ?? { ending, claims: held };
  }
  return { change: { kind: 'deleteDepartment', departmentId }, ending: converged('gone'), claims: [] };
}

const orderOf = ({ order }: WantedDepartment) => (order === undefined ? {} : { order });

/**
 * A department that is to go, and cannot yet, gives its name away to one that waits for it: that may be the very
 * one that lies in it, and has to come out first, or the one that it is to go below.
 */
function letGoOfName(situation: DepartmentSituation, departmentId: number, ending: Ending): Plan | undefined {
  return situation.nameAwaited ? withOtherName(situation, departmentId, ending) : undefined;
}

/** Calls a department something that nobody wants. @returns undefined when it is called so already */
function withOtherName(
  { link, connectionId }: DepartmentSituation,
  departmentId: number,
  ending: Ending,
): Plan | undefined {
  if (!link.applied) return undefined;
  const applied = readAppliedDepartment(link.applied);
  const fields = { ...applied, name: otherName(applied.name, departmentId) };
  const change = departmentDifference(departmentId, applied, fields);
  return change && { change, ending, claims: departmentClaims(connectionId, fields) };
}
