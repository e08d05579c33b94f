import type { ResourceId } from '#common';
import type { StoredResource, TokenOwner } from '#store';
import type { Conditions } from './conditions.js';

/** What is done to the resources of one type; the errors are ScimErrors and Conflict. */
export interface ResourceWrites {
  /** `id`: the one to give it; a new one by default. */
  create(owner: TokenOwner, sent: unknown, id?: ResourceId): Promise<StoredResource>;
  replace(
    owner: TokenOwner,
    id: ResourceId | undefined,
    sent: unknown,
    conditions?: Conditions,
  ): Promise<StoredResource>;
  patch(
    owner: TokenOwner,
    id: ResourceId | undefined,
    sent: unknown,
    conditions?: Conditions,
  ): Promise<StoredResource>;
  delete(owner: TokenOwner, id: ResourceId | undefined, conditions?: Conditions): Promise<void>;
}
