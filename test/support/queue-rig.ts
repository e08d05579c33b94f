import 'reflect-metadata';
import { Controller, Inject, Module } from '@nestjs/common';
import type { DynamicModule, INestMicroservice, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { Queue } from 'bullmq';
import { patterns } from '#common';
import { Bells, BullmqClient, BullmqServer, JobContext, openQueueBackend } from '#queue';
import type { QueueBackend } from '#queue';

/** What a test does with a message; what it returns becomes the job's result. */
export type Handle = (message: unknown, context: JobContext) => unknown;

const HANDLE = Symbol('Handle');

@Controller()
export class BellController {
  constructor(@Inject(HANDLE) private readonly handle: Handle) {}

  @EventPattern<string>(patterns.drain)
  onDrain(@Payload() message: unknown, @Ctx() context: JobContext): unknown {
    return this.handle(message, context);
  }
}

@Module({})
class RigModule {
  static of(handle: Handle, controllers: Type[]): DynamicModule {
    return { module: RigModule, controllers, providers: [{ provide: HANDLE, useValue: handle }] };
  }
}

/** Locks short enough to see a killed worker's job again within seconds. */
export const quickLocks = { lockMs: 2_000, checkEveryMs: 500 };

/** A ringing side: one process's worth of client. */
export interface Ringer {
  readonly bells: Bells;
  readonly client: BullmqClient;
  readonly queue: Queue;
  readonly failures: unknown[];
}

/** Clients and workers on one queue, as separate processes would open them; closes all it opened. */
export class QueueRig {
  private readonly closing: (() => Promise<unknown>)[] = [];

  constructor(readonly url: string) {}

  ringer(): Ringer {
    const backend = this.backend();
    const queue = backend.openQueue();
    const failures: unknown[] = [];
    const client = new BullmqClient(queue, (error) => failures.push(error));
    this.closing.push(() => client.close());
    return { client, queue, failures, bells: new Bells(client) };
  }

  /** A real Nest microservice whose handler is `handle`. */
  async serve(
    handle: Handle,
    concurrency = 1,
    controllers: Type[] = [BellController],
  ): Promise<INestMicroservice> {
    const app = await NestFactory.createMicroservice(RigModule.of(handle, controllers), {
      strategy: new BullmqServer(this.backend(), concurrency, quickLocks),
      logger: false,
      abortOnError: false,
    });
    this.closing.push(() => app.close());
    await app.listen();
    return app;
  }

  backend(): QueueBackend {
    const backend = openQueueBackend(this.url, 'test');
    this.closing.unshift(() => backend.close());
    return backend;
  }

  /** Workers and clients first, then the connections they use. */
  async close(): Promise<void> {
    for (const close of this.closing.reverse()) await close();
  }
}
