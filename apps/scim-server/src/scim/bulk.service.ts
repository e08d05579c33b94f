import { Inject, Injectable } from '@nestjs/common';
import type { JsonObject } from '#common';
import { errorFields, LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { bulkOrder, bulkResponse, ScimError } from '#scim';
import type { BulkAsk, BulkRequest, BulkResult, ResourceType } from '#scim';
import type { TokenOwner } from '#store';
import { asScimError } from './as-scim-error.js';
import { BulkCreates } from './bulk-creates.service.js';
import { BulkJob } from './bulk-job.js';
import { GroupsService } from './groups.service.js';
import type { ResourceWrites } from './resource-writes.js';
import { UsersService } from './users.service.js';
import type { WantedUser } from './wanted-user.js';

/** Users that are created in one statement, at most. */
const maxBatch = 200;

/** Carries out bulk requests (RFC 7644 3.7): each operation stands for itself, creates of Users go many at a time. */
@Injectable()
export class BulkService {
  private readonly writes: Readonly<Record<ResourceType, ResourceWrites>>;

  constructor(
    users: UsersService,
    groups: GroupsService,
    private readonly creates: BulkCreates,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.writes = { User: users, Group: groups };
  }

  async run(owner: TokenOwner, request: BulkRequest, baseUrl: string): Promise<JsonObject> {
    const job = new BulkJob(request, baseUrl);
    let batch: WantedUser[] = [];
    const flush = async () => {
      const wanted = batch;
      batch = [];
      if (wanted.length > 0 && !job.isOver) await this.createUsers(owner, job, wanted);
    };
    for (const step of bulkOrder(request.operations)) {
      // Who names somebody of the batch must come after it: that one may fail.
      if (batch.length === maxBatch || job.refersTo(step, batch)) await flush();
      const wanted = step.length === 1 ? job.wantedUser(step[0] ?? 0) : undefined;
      if (!wanted) await flush();
      if (job.isOver) break;
      if (wanted) batch.push(wanted);
      else await this.runStep(owner, job, step);
    }
    await flush();
    return bulkResponse(job.done());
  }

  private async runStep(owner: TokenOwner, job: BulkJob, step: readonly number[]): Promise<void> {
    const wrong = job.wrongIn(step);
    if (wrong.size > 0) {
      for (const index of step) job.fail(index, wrong.get(index) ?? tornCircle());
      return;
    }
    const [index = 0] = step;
    await this.attempt(job, step, async () => {
      if (step.length > 1) job.created(step, await this.creates.circle(owner, job, step));
      else job.finish(index, await this.runOne(owner, job, job.askOf(index), index));
    });
  }

  private async runOne(owner: TokenOwner, job: BulkJob, ask: BulkAsk, index: number): Promise<BulkResult> {
    const writes = this.writes[ask.type];
    if (ask.method === 'POST') {
      return job.createdAs(await writes.create(owner, job.resolved(ask.data), job.idOf(index)));
    }
    const { id, location } = job.target(ask);
    const conditions = ask.version === undefined ? {} : { ifMatch: ask.version };
    switch (ask.method) {
      case 'PUT':
        return job.changedAs(await writes.replace(owner, id, job.resolved(ask.data), conditions));
      case 'PATCH':
        return job.changedAs(await writes.patch(owner, id, job.resolved(ask.data), conditions));
      case 'DELETE':
        await writes.delete(owner, id, conditions);
        return { status: 204, location };
    }
  }

  private async createUsers(owner: TokenOwner, job: BulkJob, wanted: readonly WantedUser[]): Promise<void> {
    const indexes = wanted.map(({ index }) => index);
    await this.attempt(job, indexes, async () => {
      const made = await this.creates.users(owner, wanted, { allOrNone: job.stopsAtErrors });
      if (made) job.created(indexes, made);
      // With failOnErrors nothing may be done behind the last error that is allowed: one after the other, then.
      else for (const { index } of wanted) if (!job.isOver) await this.runStep(owner, job, [index]);
    });
  }

  private async attempt(job: BulkJob, step: readonly number[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const told = asScimError(error);
      if (!told) this.logger.error('bulk-operation-failed', errorFields(error));
      for (const index of step) job.fail(index, told ?? new ScimError(500, 'Something went wrong.'));
    }
  }
}

const tornCircle = (): ScimError =>
  new ScimError(409, 'It refers, in a circle, to an operation that cannot be done.');
