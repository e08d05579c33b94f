import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { patterns, pullBellSchema, StoreUnavailable } from '#common';
import { JobFailure } from '#queue';
import { errorFields, LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { Pull } from './pull.js';

/** The queue's door: a bell becomes a reading of a Source; whatever goes wrong becomes a code. */
@Controller()
export class PullController {
  constructor(
    private readonly pull: Pull,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @EventPattern<string>(patterns.pull)
  async onPull(@Payload() message: unknown): Promise<{ state: string }> {
    const bell = pullBellSchema.safeParse(message);
    if (!bell.success) throw new JobFailure('unknown-message');
    try {
      return { state: (await this.pull.run(bell.data.connectionId)) ?? 'none' };
    } catch (error) {
      this.logger.error('pull-failed', { connection: bell.data.connectionId, ...errorFields(error) });
      throw new JobFailure(error instanceof StoreUnavailable ? 'store-unavailable' : 'bug');
    }
  }
}
