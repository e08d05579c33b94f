import { randomUUID } from 'node:crypto';
import type { ResourceId } from '#common';
import { userIdCandidates } from '#provisioning';
import type { ScimBody } from '#scim';
import type { ResourceState, TokenOwner } from '#store';
import { userState } from './keys.js';

/** The id of a Resource that is about to be made. */
export const newResourceId = (): ResourceId => randomUUID() as ResourceId;

/** A User that is about to be made, and the userids under which it may be in DingTalk still. */
export function newUser(
  owner: TokenOwner,
  body: ScimBody,
  id: ResourceId,
): { readonly state: ResourceState; readonly rehireIds: readonly string[] } {
  const state = userState(body);
  const identity = {
    id,
    ...(state.keys.externalId === undefined ? {} : { externalId: state.keys.externalId }),
    ...(typeof body.userName === 'string' ? { userName: body.userName } : {}),
  };
  return { state, rehireIds: userIdCandidates(owner.stamp, identity) };
}
