import { Injectable } from '@nestjs/common';
import type { ResourceId } from '#common';
import { Bells } from '#queue';
import { applyPatch, entityTag, parsePatch, readGroup, sameBody } from '#scim';
import { Store } from '#store';
import type { GroupEdit, InsideEdit, StoredResource, TokenOwner } from '#store';
import { demandConditions } from './conditions.js';
import type { Conditions } from './conditions.js';
import { groupState } from './keys.js';
import { knownMembers, toMemberEdit } from './member-edit.js';
import { deleteResource } from './delete.js';
import { newGroup } from './new-group.js';
import { newResourceId } from './new-user.js';
import { notFound } from './not-found.js';
import type { ResourceWrites } from './resource-writes.js';

/** Creates, changes and deletes Groups and their memberships. */
@Injectable()
export class GroupsService implements ResourceWrites {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** @throws ScimError 400, naming the position of an unknown member */
  async create(owner: TokenOwner, sent: unknown, id = newResourceId()): Promise<StoredResource> {
    const { body, members = [] } = readGroup(sent);
    const { resources } = this.store.of(owner.id, owner.askedBy);
    const add = await knownMembers(resources, members);
    const { state, rehireIds } = newGroup(owner, body, id);
    const stored = await resources.createGroup(id, state, { remove: [], add }, rehireIds);
    this.ring(owner);
    return stored;
  }

  /**
   * RFC 7644 3.5.1. A PUT that says nothing of members leaves them alone: the RFC allows it, and a client
   * that renames a Group must not empty a department.
   *
   * @throws ScimError 400, 404, 412
   */
  async replace(
    owner: TokenOwner,
    id: ResourceId | undefined,
    sent: unknown,
    conditions: Conditions = {},
  ): Promise<StoredResource> {
    const { body, members } = readGroup(sent);
    const { resources } = this.store.of(owner.id, owner.askedBy);
    const replaceAll = members && (await knownMembers(resources, members));
    return this.edit(owner, id, conditions, (current) =>
      Promise.resolve({
        ...(sameBody(current.body, body) ? {} : { state: groupState(body) }),
        ...(replaceAll ? { members: { replaceAll, remove: [], add: [] } } : {}),
      }),
    );
  }

  /** RFC 7644 3.5.2. @throws ScimError 400, 404, 412 */
  async patch(
    owner: TokenOwner,
    id: ResourceId | undefined,
    sent: unknown,
    conditions: Conditions = {},
  ): Promise<StoredResource> {
    const request = parsePatch(sent, 'Group');
    return this.edit(owner, id, conditions, async (current, inside) => {
      const patched = applyPatch('Group', current.body, request);
      return {
        ...(sameBody(current.body, patched.body) ? {} : { state: groupState(patched.body) }),
        members: await toMemberEdit(patched.members, inside),
      };
    });
  }

  /** @throws ScimError 404, 412 */
  async delete(owner: TokenOwner, id: ResourceId | undefined, conditions: Conditions = {}): Promise<void> {
    await deleteResource(this.store.of(owner.id, owner.askedBy).resources, 'Group', id, conditions);
    this.ring(owner);
  }

  private async edit(
    owner: TokenOwner,
    id: ResourceId | undefined,
    conditions: Conditions,
    decide: (current: StoredResource, inside: InsideEdit) => Promise<GroupEdit>,
  ): Promise<StoredResource> {
    const { resources } = this.store.of(owner.id, owner.askedBy);
    const edited =
      id &&
      (await resources.editGroup(id, (current, inside) => {
        demandConditions(conditions, entityTag(current.generation));
        return decide(current, inside);
      }));
    if (!edited) throw notFound('Group');
    this.ring(owner);
    return edited;
  }

  /** A Group's change moves its department and its people. */
  private ring(owner: TokenOwner): void {
    this.bells.drain(owner.id, 'departments');
    this.bells.drain(owner.id, 'people');
  }
}
