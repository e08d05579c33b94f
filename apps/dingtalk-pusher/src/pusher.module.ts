import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Bells, QUEUE_BACKEND } from '#queue';
import { LOGGER } from '#runtime';
import type { Logger } from '#runtime';
import { Store } from '#store';
import { Clients } from './clients.js';
import { Drain } from './drain.js';
import { DrainController } from './drain.controller.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { MinuteCounts } from './minute-counts.js';
import { MirrorDrain } from './mirror/mirror-drain.js';
import { MirrorController } from './mirror/mirror.controller.js';
import type { Pusher } from './pusher.js';
import { TaskController } from './task.controller.js';

@Module({})
export class PusherModule {
  static of(pusher: Pusher, logger: Logger): DynamicModule {
    return {
      module: PusherModule,
      controllers: [DrainController, TaskController, MirrorController, HealthController],
      providers: [
        { provide: LOGGER, useValue: logger },
        { provide: Store, useValue: pusher.store },
        { provide: QUEUE_BACKEND, useValue: pusher.queue },
        { provide: Bells, useValue: pusher.bells },
        { provide: Clients, useValue: pusher.clients },
        { provide: Drain, useValue: pusher.drain },
        { provide: MirrorDrain, useValue: pusher.mirrorDrain },
        { provide: Metrics, useValue: pusher.metrics },
        { provide: MinuteCounts, useValue: pusher.minutes },
      ],
    };
  }
}
