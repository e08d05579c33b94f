import { asResourceId } from '#common';
import type { JsonObject, ResourceId } from '#common';
import { caseIgnoreKey, readGroup, readUser, userNameKey } from '#scim';
import type { ResourceKeys, Resources } from '#store';
import { enterprise } from '../builders/population.js';

const textOf = (body: JsonObject, name: string) => (typeof body[name] === 'string' ? body[name] : undefined);

/** What a Resource is found by, as scim-server has it. */
export function keysOf(body: JsonObject): ResourceKeys {
  const [userName, displayName, externalId] = ['userName', 'displayName', 'externalId'].map((name) =>
    textOf(body, name),
  );
  const manager = (body[enterprise] as { manager?: { value: string } } | undefined)?.manager?.value;
  const managerId = manager === undefined ? undefined : asResourceId(manager);
  return {
    ...(userName === undefined ? {} : { userNameKey: userNameKey(userName) }),
    ...(displayName === undefined ? {} : { displayNameKey: caseIgnoreKey(displayName) }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(managerId === undefined ? {} : { managerId }),
  };
}

/** Stores a User as a client sends it. */
export async function addUser(to: Resources, id: ResourceId, sent: JsonObject): Promise<ResourceId> {
  const { body } = readUser(sent);
  await to.createUser(id, { body, keys: keysOf(body), lane: 'people' }, []);
  return id;
}

/** Stores a Group as a client sends it, with its members. */
export async function addGroup(
  to: Resources,
  id: ResourceId,
  sent: JsonObject,
  add: readonly ResourceId[],
): Promise<ResourceId> {
  const { body } = readGroup(sent);
  const state = { body, keys: keysOf(body), lane: 'departments' as const };
  await to.createGroup(id, state, { remove: [], add });
  return id;
}
