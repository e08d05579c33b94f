import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigurationError, createLogger, runService, StartRefused } from '#runtime';

/** Started by a spec as a process of its own: a service that starts, stops or fails as its argument says. */
const kind = process.argv[2] ?? '';
const logger = createLogger('service', 'info');

function startFailure(): Error | undefined {
  switch (kind) {
    case 'bad-configuration':
      return new ConfigurationError('configuration: PORT: must be set');
    case 'refused':
      return new StartRefused('The store was sealed by another key.');
    case 'unexpected':
      return Object.assign(new Error('connect postgres://u:s3cret@db'), { code: 'ECONNREFUSED' });
    default:
      return undefined;
  }
}

await runService(logger, async () => {
  const failure = startFailure();
  // A real service has sockets and timers open when its start fails.
  const open = setInterval(() => undefined, 1_000);
  if (failure) throw failure;
  if (kind === 'slow-start') {
    process.send?.({ starting: true });
    await sleep(1_000);
  }
  logger.info('started');
  return async () => {
    await sleep(50);
    clearInterval(open);
    if (kind === 'bad-stop') throw new Error('s3cret');
    logger.info('closed');
  };
});
