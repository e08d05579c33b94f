import type { AskedPaths } from '../tree/asked.js';
import type { AccountSituation, GroupSituation, Reference, StepReference } from '../plan/situation.js';

/**
 * What a plan takes for granted that is made before anything is carried out: departments, parents and managers that
 * are on their way are there, and nobody administers anything of whom that is not known. Departments that are not
 * there yet have negative numbers.
 */
export function projectedAccount(situation: AccountSituation, { steps }: AskedPaths): AccountSituation {
  const { manager, administrator = false } = situation;
  return {
    ...situation,
    departments: situation.departments.map(asDepartment),
    steps: asked(situation.steps, steps),
    administrator,
    ...(manager && manager.presence !== 'present' && manager.outcome !== 'blocked'
      ? { manager: { ...manager, presence: 'present', externalId: `new:${manager.resourceId}` } }
      : {}),
  };
}

/** As projectedAccount; what is to leave a department has left it. */
export function projectedGroup(situation: GroupSituation, { steps }: AskedPaths): GroupSituation {
  const { roleGroup } = situation;
  return {
    ...situation,
    // Where a role group is to be made, or looked for, that is part of making its first role.
    roleGroup: roleGroup && roleGroup.id !== null ? roleGroup : { id: -1, others: [] },
    parents: situation.parents.map(asDepartment),
    steps: asked(situation.steps, steps),
    occupied: false,
    yields: false,
  };
}

function asDepartment(reference: Reference, place: number): Reference {
  const { presence, outcome } = reference;
  if (presence === 'present' || outcome === 'blocked') return reference;
  return { ...reference, presence: 'present', externalId: String(-1 - place) };
}

/** Every step of the path, also those that nobody has asked for yet. */
function asked(known: readonly StepReference[], steps: AskedPaths['steps']): readonly StepReference[] {
  return steps.map(({ key }, place) => {
    const found = known.find(({ pathKey }) => pathKey === key);
    const fresh = { resourceId: key, presence: 'none', outcome: 'retry' } as const;
    return { ...asDepartment(found ?? fresh, place), pathKey: key };
  });
}
