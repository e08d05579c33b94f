export { freePort, startEmbeddedPostgres } from './server.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './server.js';
export { isAlive, withLock } from './lock.js';
