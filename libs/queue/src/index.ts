export { openQueueBackend } from './backend.js';
export type { QueueBackend } from './backend.js';
export { Bell } from './bell.js';
export { BullmqClient } from './client.js';
export { BullmqServer, JobContext, JobFailure } from './server.js';
