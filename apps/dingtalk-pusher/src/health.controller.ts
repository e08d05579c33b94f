import { Controller, Get, Header, Inject, ServiceUnavailableException } from '@nestjs/common';
import { QUEUE_BACKEND } from '#queue';
import type { QueueBackend } from '#queue';
import { Store } from '#store';
import { Metrics } from './metrics.js';

/** What an orchestrator and a scraper ask. */
@Controller()
export class HealthController {
  constructor(
    private readonly store: Store,
    @Inject(QUEUE_BACKEND) private readonly queue: QueueBackend,
    private readonly metrics: Metrics,
  ) {}

  /** The process runs. */
  @Get('health/live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** Store and queue answer. */
  @Get('health/ready')
  async ready(): Promise<{ status: string }> {
    const [store, queue] = await Promise.all([this.store.isReady(), this.queue.isReady()]);
    if (!store || !queue) throw new ServiceUnavailableException({ status: 'not ready', store, queue });
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async text(): Promise<string> {
    try {
      return await this.metrics.text();
    } catch {
      throw new ServiceUnavailableException();
    }
  }
}
