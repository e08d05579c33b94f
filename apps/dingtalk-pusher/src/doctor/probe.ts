import {
  AnswerLost,
  AppRefused,
  CapabilityRefused,
  PaceExhausted,
  Rejected,
  Throttled,
  Unreachable,
} from '#dingtalk';
import type { KnownFinding, Why } from '#dingtalk';

/** What one call told. */
export type Probe<Value> =
  /** It was carried out. */
  | { readonly kind: 'done'; readonly value: Value }
  /** It was allowed, and refused for what it was about. */
  | { readonly kind: 'rejected'; readonly on: Rejected['on']; readonly code: string }
  /** The app may not do it. */
  | { readonly kind: 'missing'; readonly scope: string | undefined; readonly code: string }
  /** It counts against the month, whose calls are used up. */
  | { readonly kind: 'quota'; readonly code: string }
  /** Nothing may be done, whatever it is. */
  | { readonly kind: 'fatal'; readonly finding: KnownFinding }
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'unknown'; readonly why: Why; readonly code?: string };

/** Makes a call and tells what became of it. */
export async function probe<Value>(call: () => Promise<Value>): Promise<Probe<Value>> {
  try {
    return { kind: 'done', value: await call() };
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Exclude<Probe<never>, { readonly kind: 'done' }> {
  if (error instanceof Rejected) {
    const { on, code } = error;
    return on === 'noEndpoint'
      ? { kind: 'unknown', why: 'unexpected', code }
      : { kind: 'rejected', on, code };
  }
  if (error instanceof AppRefused) return { kind: 'fatal', finding: fatal(error) };
  if (error instanceof CapabilityRefused) {
    const { of, scope, code } = error;
    if (of === 'permission') return { kind: 'missing', scope, code };
    return of === 'quota' ? { kind: 'quota', code } : { kind: 'unknown', why: 'unexpected', code };
  }
  if (error instanceof Unreachable) return { kind: 'unreachable', code: error.code };
  if (error instanceof Throttled) return { kind: 'unknown', why: 'busy', code: error.code };
  if (error instanceof PaceExhausted) return { kind: 'unknown', why: 'busy' };
  if (error instanceof AnswerLost) return { kind: 'unknown', why: 'noAnswer', code: error.code };
  throw error;
}

function fatal({ reason, code, address }: AppRefused): KnownFinding {
  switch (reason) {
    case 'badCredentials':
      return { check: 'credentials', state: 'failed', says: 'credentialsRefused', code };
    case 'ipNotAllowed':
      return {
        check: 'address',
        state: 'failed',
        says: 'addressNotAllowed',
        code,
        ...(address === undefined ? {} : { address }),
      };
    case 'appStopped':
      return { check: 'app', state: 'failed', says: 'appStopped', code };
  }
}

/** Why what a call would have told is not known. */
export function whyUnknown(
  told: Exclude<Probe<unknown>, { readonly kind: 'done' }>,
  expected: string,
): { readonly why: Why; readonly code?: string; readonly scope?: string } {
  switch (told.kind) {
    case 'missing':
      return { why: 'noPermission', scope: told.scope ?? expected };
    case 'unknown':
      return { why: told.why, ...(told.code === undefined ? {} : { code: told.code }) };
    case 'fatal':
    case 'unreachable':
      return { why: 'notAsked' };
    case 'quota':
    case 'rejected':
      return { why: 'unexpected', code: told.code };
  }
}
