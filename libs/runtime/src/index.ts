export { ConfigurationError, portSchema, readEnv, urlSchema } from './env.js';
export { createLogger, errorFields, LOGGER, nestLogger } from './logger.js';
export type { LogFields, Logger } from './logger.js';
export { runService, StartRefused } from './process.js';
export { Routine } from './routine.js';
