import type { ResourceId } from '#common';
import { sourceIdentifier } from '#provisioning';
import type { ScimBody } from '#scim';
import type { ResourceState, TokenOwner } from '#store';
import { groupState } from './keys.js';

/** A Group that is about to be made, and the marks under which its department may be in DingTalk still. */
export function newGroup(
  owner: TokenOwner,
  body: ScimBody,
  id: ResourceId,
): { readonly state: ResourceState; readonly rehireIds: readonly string[] } {
  const state = groupState(body);
  const { externalId } = state.keys;
  const identity = { id, ...(externalId === undefined ? {} : { externalId }) };
  return { state, rehireIds: [sourceIdentifier(owner.stamp, identity)] };
}
