import { Controller, Get, Inject } from '@nestjs/common';
import { StoreUnavailable } from '#common';
import { QUEUE_BACKEND } from '#queue';
import type { QueueBackend } from '#queue';
import { Store } from '#store';

/** What an orchestrator asks. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly store: Store,
    @Inject(QUEUE_BACKEND) private readonly queue: QueueBackend,
  ) {}

  @Get('live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** The store answers. A queue that is away only delays: the sweep rings when it is back. */
  @Get('ready')
  async ready(): Promise<{ status: string; queue: boolean }> {
    if (!(await this.store.isReady())) throw new StoreUnavailable('not-ready');
    return { status: 'ready', queue: await this.queue.isReady() };
  }
}
