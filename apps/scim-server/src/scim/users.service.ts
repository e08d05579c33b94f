import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ResourceId } from '#common';
import { StoreUnavailable } from '#common';
import { userIdCandidates } from '#provisioning';
import { Bells } from '#queue';
import { applyPatch, entityTag, parsePatch, readUser, sameBody } from '#scim';
import type { ScimBody } from '#scim';
import { Store } from '#store';
import type { StoredResource, TokenOwner } from '#store';
import { userState } from './keys.js';
import { deleteResource } from './delete.js';
import { notFound } from './not-found.js';
import type { ResourceWrites } from './resource-writes.js';
import { demandMatch, maxReadings } from './scim-request.js';

/** Creates, changes and deletes Users. What changes nothing writes nothing. */
@Injectable()
export class UsersService implements ResourceWrites {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** @throws ScimError 400; Conflict('userName') */
  async create(owner: TokenOwner, sent: unknown): Promise<StoredResource> {
    const { body } = readUser(sent);
    const id = randomUUID() as ResourceId;
    const state = userState(body);
    const identity = {
      id,
      ...(state.keys.externalId === undefined ? {} : { externalId: state.keys.externalId }),
      ...(typeof body.userName === 'string' ? { userName: body.userName } : {}),
    };
    const stored = await this.store
      .of(owner.id, owner.askedBy)
      .resources.createUser(id, state, userIdCandidates(owner.stamp, identity));
    this.bells.drain(owner.id, state.lane);
    return stored;
  }

  /** RFC 7644 3.5.1. @throws ScimError 400, 404, 412; Conflict('userName') */
  async replace(
    owner: TokenOwner,
    id: ResourceId | undefined,
    sent: unknown,
    ifMatch?: string,
  ): Promise<StoredResource> {
    const { body } = readUser(sent);
    return this.change(owner, id, ifMatch, () => body);
  }

  /** RFC 7644 3.5.2. @throws ScimError 400, 404, 412; Conflict('userName') */
  async patch(
    owner: TokenOwner,
    id: ResourceId | undefined,
    sent: unknown,
    ifMatch?: string,
  ): Promise<StoredResource> {
    const request = parsePatch(sent, 'User');
    return this.change(owner, id, ifMatch, (current) => applyPatch('User', current, request).body);
  }

  /** @throws ScimError 404, 412 */
  async delete(owner: TokenOwner, id: ResourceId | undefined, ifMatch?: string): Promise<void> {
    await deleteResource(this.store.of(owner.id, owner.askedBy).resources, 'User', id, ifMatch);
    this.bells.drain(owner.id, 'leavers');
  }

  private async change(
    owner: TokenOwner,
    id: ResourceId | undefined,
    ifMatch: string | undefined,
    next: (current: ScimBody) => ScimBody,
  ): Promise<StoredResource> {
    const { resources } = this.store.of(owner.id, owner.askedBy);
    for (let reading = 0; reading < maxReadings; reading += 1) {
      const current = id && (await resources.read('User', id));
      if (!current) throw notFound('User');
      demandMatch(ifMatch, entityTag(current.generation));
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
