import type { JsonObject, ResourceId } from '#common';
import { locationOf, wantsTold } from '#scim';
import type { Projection } from '#scim';
import type { DepartmentPlace, LinkState, Relations, StoredResource } from '#store';

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
  const groups = asked.filter(({ type }) => type === 'Group').map(({ id }) => id);
  const places = groups.length > 0 ? await relations.departmentPlaces(groups) : new Map<ResourceId, never>();
  const told = new Map<ResourceId, JsonObject>();
  for (const { id, type } of asked) {
    const state = states.get(id);
    if (state) told.set(id, describe(type, state, places.get(id), baseUrl));
  }
  return told;
}

function describe(
  type: StoredResource['type'],
  { state, externalId, reason, faults }: LinkState,
  place: DepartmentPlace | undefined,
  baseUrl: string,
): JsonObject {
  return {
    ...(externalId === null ? {} : { [type === 'User' ? 'userId' : 'deptId']: externalId }),
    ...(place ? placeOf(place, baseUrl) : {}),
    syncState: state,
    ...(reason === null || state === 'onTheWay' ? {} : { syncReason: reason }),
    ...(faults.length === 0 ? {} : { syncFaults: faults.map(({ field, fault }) => ({ field, fault })) }),
  };
}

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
