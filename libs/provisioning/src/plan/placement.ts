import { presenceKey } from '../identity.js';
import { blocked, waiting } from './ending.js';
import type { Ending } from './ending.js';
import type { AccountSituation, Reference } from './situation.js';

/** Where in the department tree a person belongs, as far as it exists. */
export type Placement =
  /** `settling`: in the holding department, because there is no other. */
  | { readonly kind: 'complete'; readonly departmentIds: readonly number[]; readonly settling: boolean }
  /** Some department is not there yet. `onItsWay`: it soon will be, so a create had better wait. */
  | {
      readonly kind: 'partly';
      readonly departmentIds: readonly number[];
      readonly awaits: string;
      readonly onItsWay: boolean;
    }
  /** In no department at all. */
  | { readonly kind: 'nowhere'; readonly ending: Ending };

/** The departments that SCIM puts the person in: where Groups are departments, his Groups. */
export function departmentsOf({ departments, steps, settings }: AccountSituation): readonly Reference[] {
  switch (settings.departments.kind) {
    case 'groups':
    case 'groupNames':
      return departments;
    case 'userPath':
      return steps.slice(-1);
    case 'none':
      return [];
  }
}

/** Finds a person's departments; without any, the default one; without that, time to settle, then what is set. */
export function placePerson(situation: AccountSituation): Placement {
  const { settings } = situation;
  const departments = departmentsOf(situation);
  const present = departments.filter(({ presence }) => presence === 'present');
  const ids = present.map(({ externalId }) => Number(externalId)).sort((a, b) => a - b);
  const missing = departments.filter(({ presence }) => presence !== 'present');
  const awaited = missing.find(({ outcome }) => outcome !== 'blocked') ?? missing[0];
  if (awaited) {
    const onItsWay = ids.length === 0 || awaited.outcome !== 'blocked';
    return { kind: 'partly', departmentIds: ids, awaits: presenceKey(awaited.resourceId), onItsWay };
  }
  if (ids.length > 0) return { kind: 'complete', departmentIds: ids, settling: false };
  if (settings.defaultDepartmentId !== undefined) {
    return { kind: 'complete', departmentIds: [settings.defaultDepartmentId], settling: false };
  }
  return withoutDepartment(situation);
}

/** Identity providers send people before groups, and move them by remove, then add. */
function withoutDepartment({ link, now, settings }: AccountSituation): Placement {
  const since = link.settleFrom ?? now;
  const left = since.getTime() + settings.settleSeconds * 1000 - now.getTime();
  if (left > 0) {
    const ending = { ...waiting(link.presence, 'department'), dueInMs: left, settling: true };
    return { kind: 'nowhere', ending };
  }
  const { withoutDepartment: then, holdingDepartmentId } = settings;
  if (then === 'holding' && holdingDepartmentId !== undefined) {
    return { kind: 'complete', departmentIds: [holdingDepartmentId], settling: true };
  }
  return { kind: 'nowhere', ending: { ...blocked(link.presence, 'noDepartment'), settling: true } };
}
