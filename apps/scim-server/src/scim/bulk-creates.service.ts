import { Injectable } from '@nestjs/common';
import { Conflict } from '#common';
import type { ResourceId } from '#common';
import { Bells } from '#queue';
import { readGroup, readUser, ScimError } from '#scim';
import type { MemberRef } from '#scim';
import { DepartmentLoop, Store } from '#store';
import type { NewUser, StoredResource, TokenOwner } from '#store';
import type { BulkJob } from './bulk-job.js';
import { knownMembers } from './member-edit.js';
import { newGroup } from './new-group.js';
import { newUser } from './new-user.js';
import { UsersService } from './users.service.js';
import type { WantedUser } from './wanted-user.js';

type Wanted = NewUser & { readonly type: StoredResource['type']; readonly members: readonly MemberRef[] };

/** What a bulk request creates in one go. */
@Injectable()
export class BulkCreates {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
    private readonly service: UsersService,
  ) {}

  /** Undefined where all or none were wanted and a userName is taken. */
  async users(
    owner: TokenOwner,
    wanted: readonly WantedUser[],
    how: { readonly allOrNone: boolean },
  ): Promise<readonly (StoredResource | undefined)[] | undefined> {
    try {
      return await this.service.createMany(owner, wanted, how);
    } catch (error) {
      if (error instanceof Conflict && wanted.length > 1) return undefined;
      throw error;
    }
  }

  /**
   * Creates what refers to each other in a circle, such as two Groups that hold one another: all or none.
   *
   * @throws ScimError 400, 409; Conflict('userName')
   */
  async circle(owner: TokenOwner, job: BulkJob, step: readonly number[]): Promise<readonly StoredResource[]> {
    const wanted = step.map((index) => this.read(owner, job, index));
    const { resources } = this.store.of(owner.id, owner.askedBy);
    const made = await resources
      .createTogether(wanted, async (inside) => {
        const edits = new Map<ResourceId, { remove: readonly ResourceId[]; add: readonly ResourceId[] }>();
        for (const { id, members } of wanted) {
          if (members.length > 0) edits.set(id, { remove: [], add: await knownMembers(inside, members) });
        }
        return edits;
      })
      .catch(refuseLoop);
    this.bells.drain(owner.id, 'departments');
    this.bells.drain(owner.id, 'people');
    return made;
  }

  private read(owner: TokenOwner, job: BulkJob, index: number): Wanted {
    const ask = job.askOf(index);
    const [id, data] = [job.idOf(index), 'data' in ask ? job.resolved(ask.data) : undefined];
    if (ask.type === 'User') {
      const { state, rehireIds } = newUser(owner, readUser(data).body, id);
      return { id, type: 'User', rehireIds, members: [], ...state };
    }
    const { body, members = [] } = readGroup(data);
    const { state, rehireIds } = newGroup(owner, body, id);
    return { id, type: 'Group', rehireIds, members, ...state };
  }
}

/** A circle that cannot be resolved is a conflict (RFC 7644 3.7.1), though one such member would be a bad value. */
function refuseLoop(error: unknown): never {
  if (!(error instanceof DepartmentLoop)) throw error;
  throw new ScimError(409, 'members would put the department of a Group below itself.');
}
