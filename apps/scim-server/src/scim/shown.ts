import type { JsonObject, ResourceId } from '#common';
import { entityTag, locationOf, project, representation, wants, wantsSync } from '#scim';
import type { Projection, ShownSync } from '#scim';
import type { LinkState, Resources, StoredResource } from '#store';

/** A Resource as its answer shows it. */
export interface Shown {
  readonly body: JsonObject;
  readonly version: string;
  readonly location: string;
}

/** Shows Resources as the client asked for them; members and groups are read only when they are wanted. */
export async function show(
  resources: Resources,
  stored: readonly StoredResource[],
  projection: Projection,
  baseUrl: string,
): Promise<readonly Shown[]> {
  const ids = (type: StoredResource['type']) => stored.filter((one) => one.type === type).map(({ id }) => id);
  const [users, groups] = [ids('User'), ids('Group')];
  const groupsOf =
    users.length > 0 && wants(projection, 'User', 'groups') ? await resources.groupsOf(users) : none;
  const membersOf =
    groups.length > 0 && wants(projection, 'Group', 'members') ? await resources.membersOf(groups) : none;
  const asked = stored.filter(({ type }) => wantsSync(projection, type)).map(({ id }) => id);
  const states = asked.length > 0 ? await resources.linkStates(asked) : none;
  return stored.map(({ id, type, body, generation, createdAt, modifiedAt }) => {
    const state = states.get(id);
    const whole = representation({
      type,
      id,
      body,
      generation,
      created: createdAt,
      lastModified: modifiedAt,
      baseUrl,
      members: membersOf.get(id) ?? [],
      groups: groupsOf.get(id) ?? [],
      ...(state ? { sync: syncOf(state) } : {}),
    });
    return {
      body: project(type, whole, projection),
      version: entityTag(generation),
      location: locationOf(baseUrl, type, id),
    };
  });
}

const none: ReadonlyMap<ResourceId, never> = new Map<ResourceId, never>();

function syncOf({ state, externalId, reason, faults }: LinkState): ShownSync {
  return {
    state,
    ...(externalId === null ? {} : { externalId }),
    ...(reason === null || state === 'onTheWay' ? {} : { reason }),
    ...(faults.length === 0 ? {} : { faults }),
  };
}
