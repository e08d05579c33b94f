import { Controller, Inject } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import { drainBellSchema, patterns, StoreUnavailable } from '#common';
import { JobContext, JobFailure } from '#queue';
import { errorFields, LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { Drain } from './drain.js';
import type { Drained } from './drain.js';
import { MinuteCounts } from './minute-counts.js';

/** The queue's door: a bell becomes a drain; whatever goes wrong becomes a code. */
@Controller()
export class DrainController {
  constructor(
    private readonly drain: Drain,
    private readonly minutes: MinuteCounts,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @EventPattern<string>(patterns.drain)
  async onDrain(@Payload() message: unknown, @Ctx() context: JobContext): Promise<Drained> {
    const bell = drainBellSchema.safeParse(message);
    if (!bell.success) throw new JobFailure('unknown-message');
    const { connectionId, lane } = bell.data;
    try {
      const drained = await this.drain.run(bell.data, (done) => context.progress({ ...done }));
      this.minutes.changed(connectionId, drained.applied);
      if (drained.reconciled > 0) this.logger.info('drained', { connection: connectionId, lane, ...drained });
      return drained;
    } catch (error) {
      this.logger.error('drain-failed', { connection: connectionId, lane, ...errorFields(error) });
      throw new JobFailure(error instanceof StoreUnavailable ? 'store-unavailable' : 'bug');
    }
  }
}
