import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { createLogger, nestLogger, readEnv, runService } from '#runtime';
import { configSchema } from './config.js';
import { PusherModule } from './pusher.module.js';
import { openPusher } from './pusher.js';

const logger = createLogger('dingtalk-pusher', process.env.LOG_LEVEL ?? 'info');

await runService(logger, async () => {
  const config = readEnv(configSchema);
  const pusher = await openPusher(config, logger);
  const app = await NestFactory.create(PusherModule.of(pusher, logger), new FastifyAdapter(), {
    logger: nestLogger(logger),
    abortOnError: false,
  });
  app.connectMicroservice({ strategy: pusher.server });
  await app.startAllMicroservices();
  await app.listen(config.HEALTH_PORT, config.HEALTH_HOST);
  pusher.sweeper.start();
  for (const streams of pusher.streams) streams.start();
  pusher.failedEvents.start();
  pusher.quarantines.start();
  pusher.minutes.start();
  pusher.planner.start();
  logger.info('listening', { port: config.HEALTH_PORT, queue: pusher.queue.kind });
  return async () => {
    await pusher.sweeper.stop();
    await Promise.all(pusher.streams.map((streams) => streams.stop()));
    await pusher.failedEvents.stop();
    await pusher.quarantines.stop();
    await pusher.planner.stop();
    await app.close();
    await pusher.minutes.stop();
    await pusher.close();
  };
});
