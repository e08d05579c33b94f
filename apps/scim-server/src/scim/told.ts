import type { JsonObject, ResourceId } from '#common';
import { locationOf, wantsTold } from '#scim';
import type { Projection } from '#scim';
import type { DepartmentPlace, LedDepartment, LinkState, Relations, StoredResource } from '#store';

/** What our extension tells of the DingTalk side of Resources; empty unless the client asks for it. */
export async function toldOf(
  relations: Relations,
  stored: readonly StoredResource[],
  projection: Projection,
  baseUrl: string,
): Promise<ReadonlyMap<ResourceId, JsonObject>> {
  const asked = stored.filter(({ type }) => wantsTold(projection, type));
  if (asked.length === 0) return new Map();
  const states = await relations.linkStates(asked.map(({ id }) => id));
  const ids = (wanted: StoredResource['type']) =>
    asked.filter(({ type }) => type === wanted).map(({ id }) => id);
  const [users, groups] = [ids('User'), ids('Group')];
  const places = groups.length > 0 ? await relations.departmentPlaces(groups) : new Map<ResourceId, never>();
  const led = users.length > 0 ? await relations.departmentsLed(users) : new Map<ResourceId, never>();
  const told = new Map<ResourceId, JsonObject>();
  for (const { id, type } of asked) {
    const state = states.get(id);
    if (state) told.set(id, describe(type, state, { place: places.get(id), led: led.get(id) }, baseUrl));
  }
  return told;
}

interface Beside {
  /** Of a Group. */
  readonly place: DepartmentPlace | undefined;
  /** Of a User. */
  readonly led: readonly LedDepartment[] | undefined;
}

function describe(
  type: StoredResource['type'],
  { state, externalId, unionId, signedIn, reason, faults }: LinkState,
  { place, led }: Beside,
  baseUrl: string,
): JsonObject {
  return {
    ...(externalId === null ? {} : { [type === 'User' ? 'userId' : 'deptId']: externalId }),
    ...(externalId === null || unionId === null ? {} : { unionId }),
    ...(externalId === null || signedIn === null ? {} : { active: signedIn }),
    ...(place ? placeOf(place, baseUrl) : {}),
    ...(led ? { leaderIn: led.map((department) => ledOf(department, baseUrl)) } : {}),
    syncState: state,
    ...(reason === null || state === 'onTheWay' ? {} : { syncReason: reason }),
    ...(faults.length === 0 ? {} : { syncFaults: faults.map(({ field, fault }) => ({ field, fault })) }),
  };
}

const ledOf = ({ deptId, groupId, display }: LedDepartment, baseUrl: string): JsonObject => ({
  ...(groupId === null ? {} : { value: groupId, $ref: locationOf(baseUrl, 'Group', groupId) }),
  ...(display === null ? {} : { display }),
  deptId,
});

function placeOf(
  { path, parentDeptId, parentId, parentDisplay }: DepartmentPlace,
  baseUrl: string,
): JsonObject {
  if (parentDeptId === null) return { path };
  const parent = {
    ...(parentId === null ? {} : { value: parentId, $ref: locationOf(baseUrl, 'Group', parentId) }),
    ...(parentDisplay === null ? {} : { display: parentDisplay }),
    deptId: parentDeptId,
  };
  return { parent, path };
}
