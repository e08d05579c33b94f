import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { patterns, taskBellSchema } from '#common';
import { JobFailure } from '#queue';
import { errorFields, LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { Store } from '#store';
import { checkConnection } from './check.js';
import { Clients } from './clients.js';

/** Answers what the server asks about DingTalk. */
@Controller()
export class TaskController {
  constructor(
    private readonly store: Store,
    private readonly clients: Clients,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @EventPattern<string>(patterns.task)
  async onTask(@Payload() message: unknown): Promise<{ answered: boolean }> {
    const bell = taskBellSchema.safeParse(message);
    if (!bell.success) throw new JobFailure('unknown-message');
    const { taskId } = bell.data;
    try {
      const task = await this.store.tasks.claim(taskId);
      const connection = task && (await this.store.connections.find(task.connectionId));
      if (!connection || task.kind !== 'check') return { answered: false };
      await this.store.tasks.finish(
        taskId,
        await checkConnection(this.clients.of(connection, 'task'), connection),
      );
      return { answered: true };
    } catch (error) {
      this.logger.error('task-failed', { task: taskId, ...errorFields(error) });
      throw new JobFailure('task-failed');
    }
  }
}
