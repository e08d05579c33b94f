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

/** Names and codes, as programmers write them; anything else may be a value. */
const isWord = (text: unknown): text is string => typeof text === 'string' && /^[\w.$-]{1,64}$/.test(text);

/** A line of a stack: `at place (file:1:2)`. The message above it may have lines that begin alike. */
const frame = /^\s+at (?:(.+) \()?((?:\/|file:|node:|[A-Za-z]:\\)[^()]*:\d+:\d+)\)?$/;

/**
 * What an unexpected error may say in a log: its class and code, and the places in our own code it came
 * through. Messages of libraries quote the values they stumbled over.
 */
export function errorFields(error: unknown): LogFields {
  if (!isError(error)) return { error: typeof error };
  const code = 'code' in error && isWord(error.code) ? error.code : undefined;
  const at = framesOf(error).flatMap((line) => {
    const [, place, file] = frame.exec(line) ?? [];
    if (file === undefined) return [];
    return [
      place !== undefined && /^[\w.$<>#[\] ]+$/.test(place) ? `${place} (${relative(file)})` : relative(file),
    ];
  });
  return {
    error: isWord(error.name) ? error.name : 'Error',
    ...(code ? { code } : {}),
    at: at.slice(0, 4).join(' < '),
  };
}

/** Also what was thrown in another realm, as by tests and by worker threads. */
const isError = (error: unknown): error is Error =>
  error instanceof Error || Object.prototype.toString.call(error) === '[object Error]';

function framesOf({ stack, message }: Error): readonly string[] {
  if (typeof stack !== 'string') return [];
  const told = message === '' ? -1 : stack.indexOf(message);
  return stack.slice(told < 0 ? 0 : told + message.length).split('\n');
}

/** The path below our own root or the packages'; of anything else the file's name. */
const relative = (file: string) =>
  /.*[\\/](?:dist|node_modules)[\\/](.*)$/.exec(file)?.[1] ??
  /.*[\\/]((?:apps|libs)[\\/].*)$/.exec(file)?.[1] ??
  (file.startsWith('node:') ? file : file.replace(/^.*[\\/]/, ''));

/** Nest's own start-up chatter, reduced to warnings and errors of a fixed code. */
export function nestLogger(logger: Logger): LoggerService {
  const context = (params: readonly unknown[]) => {
    const last = params.at(-1);
    return { context: isWord(last) ? last : 'nest' };
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
