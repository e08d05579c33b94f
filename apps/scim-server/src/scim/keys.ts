import { asResourceId, isJsonObject } from '#common';
import type { JsonObject, Lane } from '#common';
import { caseIgnoreKey, userNameKey } from '#scim';
import type { ResourceState } from '#store';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** A User as it is stored: its body, what it is looked up by, and the lane its account is worked in. */
export function userState(body: JsonObject): ResourceState {
  const { userName, externalId } = body;
  const extension = body[enterprise];
  const manager =
    isJsonObject(extension) && isJsonObject(extension.manager) ? extension.manager.value : undefined;
  const managerId = typeof manager === 'string' ? asResourceId(manager) : undefined;
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
