import { QueueRig } from './queue-rig.js';

/** A worker in a process of its own that never finishes a job: a test kills it meanwhile. */
const url = process.env.QUEUE_URL;
if (!url || !process.send) throw new Error('started by a test, with QUEUE_URL');
await new QueueRig(url).serve(() => {
  process.send?.('busy');
  return new Promise(() => undefined);
});
process.send('ready');
process.on('disconnect', () => process.exit(0));
