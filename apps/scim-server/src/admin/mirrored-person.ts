import type { endpoints, Role, Told } from '#admin-api';
import type { ResourceId } from '#common';
import { observedFields, personKnown } from '#provisioning';
import type { ConnectionStore, MirroredPersonRow } from '#store';
import { maskedFields, maskedScim } from './mask.js';
import { toldDepartments, toldGroups } from './told-places.js';

/** Somebody who is mirrored, as a list tells him. */
export const mirroredRow = (row: MirroredPersonRow) => ({
  id: row.id,
  userId: row.userId,
  name: row.name,
  userName: row.userName,
  active: row.active,
  observedAt: row.observedAt,
  leftAt: row.leftAt,
});

/** Everything about somebody who is mirrored. A viewer sees who it is, and personal values masked. */
export async function readMirroredPerson(
  { directory, mirrorDirectory, resources }: ConnectionStore,
  id: ResourceId,
  role: Role | undefined,
): Promise<Told<typeof endpoints.mirroredPeople.read> | undefined> {
  const [row, resource, groups] = await Promise.all([
    mirrorDirectory.person(id),
    resources.read('User', id),
    resources.groupsOf([id]),
  ]);
  const person = personKnown(row?.known);
  if (!row || !resource || !person) return undefined;
  const fields = observedFields(person);
  const open = role === 'administrator';
  return {
    ...mirroredRow(row),
    scim: open ? resource.body : maskedScim(resource.body),
    generation: resource.generation,
    createdAt: resource.createdAt,
    modifiedAt: resource.modifiedAt,
    groups: toldGroups(groups.get(id)),
    fields: open ? fields : maskedFields(fields),
    activated: person.active,
    departments: await toldDepartments(directory, person.departmentIds),
  };
}
