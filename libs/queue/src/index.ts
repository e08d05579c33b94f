export { openQueueBackend, QUEUE_BACKEND } from './backend.js';
export type { QueueBackend, QueueName } from './backend.js';
export { Bell } from './bell.js';
export { Bells } from './bells.js';
export { BullmqClient } from './client.js';
export { PullBells } from './pull-bells.js';
export { BullmqServer, JobContext, JobFailure } from './server.js';
