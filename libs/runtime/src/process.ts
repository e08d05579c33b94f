import { errorFields } from './logger.js';
import type { Logger } from './logger.js';

/**
 * Runs a service until it is told to stop: by a signal, or because the launcher that started it is gone
 * (its IPC channel closed), so that a killed launcher leaves no orphans.
 *
 * @param start brings the service up and returns what closes it
 */
export async function runService(logger: Logger, start: () => Promise<() => Promise<void>>): Promise<void> {
  const launched = process.send !== undefined;
  let close: () => Promise<void>;
  try {
    close = await start();
  } catch (error) {
    logger.error('start-failed', { ...errorFields(error), reason: startReason(error) });
    process.exitCode = 1;
    setTimeout(() => process.exit(1), 500).unref();
    return;
  }
  let stopping = false;
  const stop = (why: string) => {
    if (stopping) return;
    stopping = true;
    logger.info('stopping', { why });
    setTimeout(() => process.exit(1), 20_000).unref();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error('stop-failed', errorFields(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stop(signal);
    });
  if (!launched) return;
  process.on('disconnect', () => {
    stop('launcher-gone');
  });
  // It may have gone while we were starting.
  if (process.connected) process.send?.({ ready: true });
  else stop('launcher-gone');
}

/** Start-up errors of our own are written for a person and hold no values; others are told by class only. */
function startReason(error: unknown): string | undefined {
  return error instanceof Error && ['ConfigurationError', 'StartRefused'].includes(error.name)
    ? error.message
    : undefined;
}

/** The service cannot start, for a reason that a person can mend. The message is shown as it is. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
