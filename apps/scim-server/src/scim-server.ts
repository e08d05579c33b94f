import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Bells, BullmqClient, BullmqServer, openQueueBackend, PullBells } from '#queue';
import { errorFields, nestLogger } from '#runtime';
import type { Logger } from '#runtime';
import { migrate, proveSealing, Store } from '#store';
import { mountBoard } from './board.js';
import type { Config } from './config.js';
import { mountConsole } from './console/mount-console.js';
import { ErrorsFilter } from './errors.filter.js';
import { buildHttp } from './http.js';
import { digestOf, oidcSettings } from './oidc/oidc-settings.js';
import { ScimServerModule } from './scim-server.module.js';
import { Pull } from './source/pull.js';
import { PullSchedule } from './source/pull-schedule.js';

/** Migrates the store, then listens. @returns what closes it */
export async function openScimServer(config: Config, logger: Logger): Promise<() => Promise<void>> {
  const options = {
    url: config.DATABASE_URL,
    application: 'scim-server',
    poolSize: 16,
    statementTimeoutMs: 30_000,
    openWithinMs: 30_000,
  };
  const store = await Store.open(options, config.SEALING_KEYS, config.DEBOUNCE_MS);
  await migrate(store.database);
  const queue = openQueueBackend(config.QUEUE_URL ?? config.DATABASE_URL, 'scim-server');
  await queue.migrate();
  await proveSealing(store.database, config.SEALING_KEYS);
  await store.administrators.ensure(config.ADMIN_USER, config.ADMIN_PASSWORD);
  const provider = oidcSettings(config);
  await store.administrators.keepAdmittedBy(provider && digestOf(provider));

  const handle = queue.openQueue();
  const client = new BullmqClient(handle, (error) => {
    logger.warn('bell-lost', errorFields(error));
  });
  const bells = new Bells(client, config.DEBOUNCE_MS);
  const sourceHandle = queue.openQueue('source');
  const sourceClient = new BullmqClient(sourceHandle, (error) => {
    logger.warn('bell-lost', errorFields(error));
  });
  const pullBells = new PullBells(sourceClient);
  const adapter = await buildHttp(config, store, logger);
  const module = ScimServerModule.of({ config, logger, store, queue, bells, pullBells });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  app.useGlobalFilters(new ErrorsFilter(logger));
  await mountBoard(adapter.getInstance(), [handle, sourceHandle]);
  await mountConsole(adapter.getInstance());
  app.connectMicroservice({
    strategy: new BullmqServer(queue, config.PULL_CONCURRENCY, undefined, 'source'),
  });
  await app.startAllMicroservices();
  await app.listen(config.PORT, config.HOST);
  const schedule = new PullSchedule(store.sources, pullBells, logger);
  schedule.start();
  logger.info('listening', { port: config.PORT, queue: queue.kind });
  return async () => {
    await schedule.stop();
    app.get(Pull).close();
    await app.close();
    await client.close();
    await sourceClient.close();
    await sourceHandle.close();
    await handle.close();
    await queue.close();
    await store.close();
  };
}
