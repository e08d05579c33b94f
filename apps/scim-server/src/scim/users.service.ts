import { Injectable } from '@nestjs/common';
import type { ResourceId } from '#common';
import { StoreUnavailable } from '#common';
import { Bells } from '#queue';
import { applyPatch, entityTag, parsePatch, readUser, sameBody } from '#scim';
import type { ScimBody } from '#scim';
import { Store } from '#store';
import type { StoredResource, TokenOwner } from '#store';
import { demandConditions } from './conditions.js';
import type { Conditions } from './conditions.js';
import { userState } from './keys.js';
import { newResourceId, newUser } from './new-user.js';
import { deleteResource } from './delete.js';
import { notFound } from './not-found.js';
import type { ResourceWrites } from './resource-writes.js';
import { maxReadings } from './scim-request.js';

/** Creates, changes and deletes Users. What changes nothing writes nothing. */
@Injectable()
export class UsersService implements ResourceWrites {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** @throws ScimError 400; Conflict('userName') */
  async create(owner: TokenOwner, sent: unknown, id = newResourceId()): Promise<StoredResource> {
    const { state, rehireIds } = newUser(owner, readUser(sent).body, id);
    const stored = await this.store.of(owner.id, owner.askedBy).resources.createUser(id, state, rehireIds);
    this.bells.drain(owner.id, state.lane);
    return stored;
  }

  /**
   * Creates many Users at once. The answers stand where the Users stood; undefined: the userName is taken.
   *
   * @throws Conflict('userName') where all are wanted or none: none is created
   */
  async createMany(
    owner: TokenOwner,
    wanted: readonly { readonly id: ResourceId; readonly body: ScimBody }[],
    how: { readonly allOrNone: boolean },
  ): Promise<readonly (StoredResource | undefined)[]> {
    const users = wanted.map(({ id, body }) => {
      const { state, rehireIds } = newUser(owner, body, id);
      return { id, rehireIds, ...state };
    });
    const stored = await this.store.of(owner.id, owner.askedBy).resources.createUsers(users, how);
    for (const lane of new Set(users.map((user) => user.lane))) this.bells.drain(owner.id, lane);
    return stored;
  }

  /** RFC 7644 3.5.1. @throws ScimError 400, 404, 412; Conflict('userName') */
  async replace(
    owner: TokenOwner,
    id: ResourceId | undefined,
    sent: unknown,
    conditions: Conditions = {},
  ): Promise<StoredResource> {
    const { body } = readUser(sent);
    return this.change(owner, id, conditions, () => body);
  }

  /** RFC 7644 3.5.2. @throws ScimError 400, 404, 412; Conflict('userName') */
  async patch(
    owner: TokenOwner,
    id: ResourceId | undefined,
    sent: unknown,
    conditions: Conditions = {},
  ): Promise<StoredResource> {
    const request = parsePatch(sent, 'User');
    return this.change(owner, id, conditions, (current) => applyPatch('User', current, request).body);
  }

  /** @throws ScimError 404, 412 */
  async delete(owner: TokenOwner, id: ResourceId | undefined, conditions: Conditions = {}): Promise<void> {
    await deleteResource(this.store.of(owner.id, owner.askedBy).resources, 'User', id, conditions);
    this.bells.drain(owner.id, 'leavers');
  }

  private async change(
    owner: TokenOwner,
    id: ResourceId | undefined,
    conditions: Conditions,
    next: (current: ScimBody) => ScimBody,
  ): Promise<StoredResource> {
    const { resources } = this.store.of(owner.id, owner.askedBy);
    for (let reading = 0; reading < maxReadings; reading += 1) {
      const current = id && (await resources.read('User', id));
      if (!current) throw notFound('User');
      demandConditions(conditions, entityTag(current.generation));
      const body = next(current.body);
      if (sameBody(current.body, body)) return current;
      const state = userState(body);
      const written = await resources.updateUser(current, state);
      if (!written) continue;
      this.bells.drain(owner.id, state.lane);
      return written;
    }
    throw new StoreUnavailable('contended');
  }
}
