import { asResourceId, isJsonObject } from '#common';
import type { JsonObject, Lane, ResourceId } from '#common';
import { caseIgnoreKey, userNameKey } from '#scim';
import type { ResourceState } from '#store';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A User as it is stored: its body, what it is looked up by, and the lane its account is worked in. */
export function userState(body: JsonObject): ResourceState {
  const { userName, externalId } = body;
  const managerId = managerIdOf(body);
  const lane: Lane = body.active === false ? 'leavers' : 'people';
  return {
    body,
    lane,
    keys: {
      ...(typeof userName === 'string' ? { userNameKey: userNameKey(userName) } : {}),
      ...displayNameKey(body),
      ...(typeof externalId === 'string' ? { externalId } : {}),
      ...(managerId === undefined ? {} : { managerId }),
    },
  };
}

/** Whom a User's enterprise extension names as manager, where that can be an id; whether there is such a User or not. */
export function managerIdOf(body: JsonObject): ResourceId | undefined {
  const extension = body[enterprise];
  const manager =
    isJsonObject(extension) && isJsonObject(extension.manager) ? extension.manager.value : undefined;
  return typeof manager === 'string' ? asResourceId(manager) : undefined;
}

/** As userState, for a Group. */
export function groupState(body: JsonObject): ResourceState {
  const { externalId } = body;
  return {
    body,
    lane: 'departments',
    keys: { ...displayNameKey(body), ...(typeof externalId === 'string' ? { externalId } : {}) },
  };
}

function displayNameKey({ displayName }: JsonObject): { readonly displayNameKey?: string } {
  return typeof displayName === 'string' ? { displayNameKey: caseIgnoreKey(displayName) } : {};
}
