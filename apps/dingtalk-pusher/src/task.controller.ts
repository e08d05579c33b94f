import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { patterns, taskBellSchema } from '#common';
import type { JsonObject, LinkId } from '#common';
import { mayBeRoles } from '#provisioning';
import { Bells, JobFailure } from '#queue';
import { errorFields, LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { Store, traceContext } from '#store';
import type { ClaimedTask, Connection, Draft } from '#store';
import { findAdoptable } from './adoption/find-adoptable.js';
import { changeCredentials } from './change-credentials.js';
import { Clients } from './clients.js';
import { diagnose } from './doctor/doctor.js';
import { explain } from './explain/explain.js';
import { syncOne } from './explain/sync-one.js';
import { lookForDrift } from './drift/look-for-drift.js';
import { rebuild } from './drift/rebuild.js';
import { preflight } from './preflight/preflight.js';

/** Answers what the server asks about DingTalk. */
@Controller()
export class TaskController {
  constructor(
    private readonly store: Store,
    private readonly clients: Clients,
    private readonly bells: Bells,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @EventPattern<string>(patterns.task)
  async onTask(@Payload() message: unknown): Promise<{ answered: boolean }> {
    const bell = taskBellSchema.safeParse(message);
    if (!bell.success) throw new JobFailure('unknown-message');
    const { taskId } = bell.data;
    try {
      const task = await this.store.tasks.claim(taskId);
      const answer = task && (await this.answer(task));
      if (!answer) return { answered: false };
      await this.store.tasks.finish(taskId, answer);
      if (task.draftId !== null) await this.store.drafts.forget(task.draftId);
      return { answered: true };
    } catch (error) {
      this.logger.error('task-failed', { task: taskId, ...errorFields(error) });
      throw new JobFailure('task-failed');
    }
  }

  /** @returns undefined for what cannot be asked, or not any more */
  private async answer(task: ClaimedTask): Promise<JsonObject | undefined> {
    const subject = await this.subjectOf(task);
    if (!subject) return undefined;
    if (task.kind === 'doctor') return this.doctor(subject);
    return 'id' in subject ? this.ofConnection(task, subject) : undefined;
  }

  private async ofConnection(
    { kind, question, requestedBy: name }: ClaimedTask,
    connection: Connection,
  ): Promise<JsonObject | undefined> {
    const requestedBy = `admin:${name}`;
    switch (kind) {
      case 'preflight': {
        const store = this.store.of(connection.id);
        return preflight(connection, store, this.clients.of(connection, 'task'));
      }
      case 'explain':
      case 'sync': {
        const { store, clients, bells, logger } = this;
        const linkId = question?.linkId as LinkId;
        const told =
          kind === 'sync'
            ? await syncOne({ store, clients, bells, logger }, connection, linkId)
            : await explain(connection, store.of(connection.id).links, linkId);
        // A trace holds a person's values.
        return { sealed: store.sealer.seal(JSON.stringify(told ?? null), traceContext(connection.id)) };
      }
      case 'drift': {
        const store = this.store.of(connection.id);
        const client = this.clients.of(connection, 'task');
        return lookForDrift({ connection, store, client, requestedBy, repair: question?.repair === true });
      }
      case 'adoptions': {
        const store = this.store.of(connection.id);
        const client = this.clients.of(connection, 'task');
        return findAdoptable({ connection, store, client, requestedBy });
      }
      case 'credentials': {
        const draft = await this.store.drafts.open(question?.draftId as string);
        if (!draft) return undefined;
        const { connections, lives } = this.store;
        const client = this.clients.forDoctor(draft);
        return changeCredentials({ connection, connections, lives, draft, client, requestedBy });
      }
      case 'rebuild': {
        const store = this.store.of(connection.id);
        const client = this.clients.of(connection, 'task');
        return rebuild({ connection, store, client, requestedBy });
      }
      default:
        return undefined;
    }
  }

  private async subjectOf({ connectionId, draftId }: ClaimedTask): Promise<Connection | Draft | undefined> {
    if (connectionId !== null) return this.store.connections.find(connectionId);
    return draftId === null ? undefined : this.store.drafts.open(draftId);
  }

  private async doctor(subject: Connection | Draft): Promise<JsonObject> {
    const { appKey, oapiBase } = subject;
    const { rootDepartmentId, defaultDepartmentId } = 'settings' in subject ? subject.settings : subject;
    const roles = 'settings' in subject && mayBeRoles(subject.settings.groups);
    const patient = { appKey, oapiBase, rootDepartmentId, defaultDepartmentId, roles };
    return { ...(await diagnose(this.clients.forDoctor(subject), patient)) };
  }
}
