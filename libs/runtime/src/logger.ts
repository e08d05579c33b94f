import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';

/**
 * What may stand in a log line beside its event code: ids, counts, codes and durations. Never a url, a query,
 * a body, a name, a mobile, a token or another system's words.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Logs events with a fixed code. */
export interface Logger {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Nest's token for the process's Logger. */
export const LOGGER = Symbol('Logger');

/** One JSON line an event on standard output; `level` is one of pino's. */
export function createLogger(service: string, level: string): Logger {
  const out = pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: 'event',
  });
  return {
    info: (event, fields = {}) => {
      out.info(fields, event);
    },
    warn: (event, fields = {}) => {
      out.warn(fields, event);
    },
    error: (event, fields = {}) => {
      out.error(fields, event);
    },
  };
}

/**
 * What an unexpected error may say in a log: its class and code, and the places in our own code it came
 * through. Messages of libraries quote the values they stumbled over.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const at = frames.slice(0, 4).map((line) =>
    line
      .trim()
      .replace(/^at /, '')
      .replace(/\(?(file:\/\/)?\/.*\/(dist|node_modules)\//, '('),
  );
  return { error: error.name, ...(code ? { code } : {}), at: at.join(' < ') };
}

/** Nest's own start-up chatter, reduced to warnings and errors of a fixed code. */
export function nestLogger(logger: Logger): LoggerService {
  const context = (params: readonly unknown[]) => {
    const last = params.at(-1);
    return { context: typeof last === 'string' ? last : 'nest' };
  };
  return {
    log: () => undefined,
    warn: (_message: unknown, ...params: unknown[]) => {
      logger.warn('nest-warning', context(params));
    },
    error: (message: unknown, ...params: unknown[]) => {
      logger.error('nest-error', { ...context(params), ...errorFields(message) });
    },
  };
}
