import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { mirrorBellSchema, patterns, StoreUnavailable } from '#common';
import { JobFailure } from '#queue';
import { errorFields, LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { MirrorDrain } from './mirror-drain.js';
import type { MirrorTold } from './mirror-drain.js';

/** The queue's door: a bell becomes a mirror's turn; whatever goes wrong becomes a code. */
@Controller()
export class MirrorController {
  constructor(
    private readonly drain: MirrorDrain,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @EventPattern<string>(patterns.mirror)
  async onMirror(@Payload() message: unknown): Promise<MirrorTold> {
    const bell = mirrorBellSchema.safeParse(message);
    if (!bell.success) throw new JobFailure('unknown-message');
    const { connectionId } = bell.data;
    try {
      const told = await this.drain.run(bell.data);
      if (told.steps + told.looked > 0) this.logger.info('mirrored', { connection: connectionId, ...told });
      return told;
    } catch (error) {
      this.logger.error('mirror-failed', { connection: connectionId, ...errorFields(error) });
      throw new JobFailure(error instanceof StoreUnavailable ? 'store-unavailable' : 'bug');
    }
  }
}
