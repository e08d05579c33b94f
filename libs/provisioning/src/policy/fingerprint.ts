import { createHash } from 'node:crypto';
import { mapPerson } from '../mapping/account.js';
import type { Mapped } from '../mapping/account.js';
import { roleName } from '../mapping/role-name.js';
import type { Plan } from '../plan/change.js';
import { departmentsOf } from '../plan/placement.js';
import type {
  AccountSituation,
  DepartmentSituation,
  GroupSituation,
  Reference,
  StepReference,
} from '../plan/situation.js';
import { titleTextsOf } from '../plan/titles.js';
import type { Settings } from '../settings.js';
import { wantedDepartment } from '../tree/wanted.js';

const digest = (desired: unknown): string =>
  createHash('sha256').update(JSON.stringify(desired)).digest('base64url').slice(0, 32);

/**
 * Stands for what is desired of a person: by what SCIM and the settings say, not by how far others are. A department
 * or manager who is not there yet is named by what he is in SCIM, so that the same desire has the same fingerprint
 * before they are made and after.
 */
export function accountFingerprint(situation: AccountSituation, { leaving }: Plan): string {
  const { person, settings, manager } = situation;
  const { holdingDepartmentId } = settings;
  if (leaving !== undefined || !person) {
    const { action } = settings.leavers[leaving ?? 'deleted'];
    return digest(['leaves', action, holdingDepartmentId]);
  }
  const { name, mobile, values, custom } = mapPerson(person, settings);
  const places = departmentsOf(situation).map(symbolOf).sort();
  const titles = settings.departmentTitles;
  const without = [settings.defaultDepartmentId, settings.withoutDepartment, holdingDepartmentId];
  return digest([
    'stays',
    rulesOf(settings),
    [name, mobile],
    [...values].map(valueOf),
    [...custom].map(valueOf),
    places.length > 0 ? places : without,
    manager?.resourceId,
    [titles, titles.kind === 'listed' ? titleTextsOf(person, titles.attribute) : []],
  ]);
}

/** As accountFingerprint, for departments. */
export function departmentFingerprint(situation: DepartmentSituation, { leaving, change }: Plan): string {
  const wanted = leaving === undefined ? wantedDepartment(situation) : undefined;
  if (!wanted || change?.kind === 'deleteDepartment') return digest(['goes']);
  const above = situation.steps.at(-1) ?? situation.parents[0];
  return digest([
    'is',
    wanted.name,
    wanted.order,
    above ? symbolOf(above) : situation.settings.rootDepartmentId,
    situation.heads.map(({ resourceId }) => resourceId).sort(),
  ]);
}

/** As accountFingerprint, for roles: also who is to be a member. */
export function roleFingerprint({ group, members }: GroupSituation, { leaving }: Plan): string {
  const name = leaving === undefined ? group?.displayName : undefined;
  return typeof name === 'string' ? digest(['role', roleName(name), members?.digest]) : digest(['goes']);
}

/** What is found by its path is the same one whichever Link stands for it. */
const symbolOf = (reference: Reference | StepReference): string =>
  'pathKey' in reference ? `path:${reference.pathKey}` : reference.resourceId;

const valueOf = ([key, { value, fault }]: readonly [string, Mapped]) => [key, value, fault];

const digests = new WeakMap<object, string>();

/** The rules decide what becomes of a value: hashed once for all people of a connection. */
function rulesOf({ mapping }: Settings): string {
  const known = digests.get(mapping);
  if (known !== undefined) return known;
  const made = digest(mapping);
  digests.set(mapping, made);
  return made;
}
