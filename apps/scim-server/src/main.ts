import 'reflect-metadata';
import { createLogger, readEnv, runService } from '#runtime';
import { configSchema } from './config.js';
import { openScimServer } from './scim-server.js';

const logger = createLogger('scim-server', process.env.LOG_LEVEL ?? 'info');

await runService(logger, () => openScimServer(readEnv(configSchema), logger));
