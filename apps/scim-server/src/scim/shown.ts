import type { JsonObject, ResourceId } from '#common';
import { entityTag, locationOf, project, representation, wants, wantsManager } from '#scim';
import type { Projection } from '#scim';
import type { ConnectionStore, StoredResource } from '#store';
import { managerIdOf } from './keys.js';
import { toldOf } from './told.js';

/** A Resource as its answer shows it. */
export interface Shown {
  readonly body: JsonObject;
  readonly version: string;
  readonly location: string;
}

/** Shows Resources as the client asked for them; members and groups are read only when they are wanted. */
export async function show(
  { resources, relations }: ConnectionStore,
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
  const managed = stored.filter(({ type, body }) => type === 'User' && managerIdOf(body) !== undefined);
  const managersOf =
    managed.length > 0 && wantsManager(projection)
      ? await relations.managersOf(managed.map(({ id }) => id))
      : none;
  const told = await toldOf(relations, stored, projection, baseUrl);
  return stored.map(({ id, type, body, generation, createdAt, modifiedAt }) => {
    const [manager, toldOfOne] = [managersOf.get(id), told.get(id)];
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
      ...(manager ? { manager } : {}),
      ...(toldOfOne ? { told: toldOfOne } : {}),
    });
    return {
      body: project(type, whole, projection),
      version: entityTag(generation),
      location: locationOf(baseUrl, type, id),
    };
  });
}

const none: ReadonlyMap<ResourceId, never> = new Map<ResourceId, never>();
