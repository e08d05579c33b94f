export { freePort, startEmbeddedPostgres } from './server.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './server.js';
export { withLock } from './lock.js';
