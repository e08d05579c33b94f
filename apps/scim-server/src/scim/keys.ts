import { asResourceId, isJsonObject } from '#common';
import type { JsonObject, Lane, ResourceId } from '#common';
import { caseIgnoreKey, enforceUserName, ScimError } from '#scim';
import type { ResourceState } from '#store';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Bytes of a text that is looked up: an index has no room for more, and no identity provider sends as many. */
const maxKeyBytes = 2000;

/**
 * A User as it is stored: its body, what it is looked up by, and the lane its account is worked in.
 *
 * @throws ScimError 400 invalidValue for a userName that is none, and for texts too long to be looked up
 */
export function userState(body: JsonObject): ResourceState {
  const { userName } = body;
  const managerId = managerIdOf(body);
  const lane: Lane = body.active === false ? 'leavers' : 'people';
  return {
    body,
    lane,
    keys: {
      ...(typeof userName === 'string'
        ? { userNameKey: demandShort('userName', enforceUserName(userName)) }
        : {}),
      ...commonKeys(body),
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
  return { body, lane: 'departments', keys: commonKeys(body) };
}

function commonKeys({ displayName, externalId }: JsonObject): ResourceState['keys'] {
  return {
    ...(typeof displayName === 'string'
      ? { displayNameKey: demandShort('displayName', caseIgnoreKey(displayName)) }
      : {}),
    ...(typeof externalId === 'string' ? { externalId: demandShort('externalId', externalId) } : {}),
  };
}

function demandShort(name: string, key: string): string {
  if (Buffer.byteLength(key) <= maxKeyBytes) return key;
  throw new ScimError(400, `${name} may have ${String(maxKeyBytes)} bytes at most.`, 'invalidValue');
}
