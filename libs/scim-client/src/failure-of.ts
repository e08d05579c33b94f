import { RemoteFailure } from './remote-failure.js';
import type { FailureCode } from './remote-failure.js';

const dns = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL', 'EAI_NONAME']);
const tls =
  /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|UNSUPPORTED_CERT|INVALID_CA)/;
const slow = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** What a request that got no answer came to, by the codes of Node, OpenSSL and undici. */
export function failureOf(error: unknown, cancelled: boolean): RemoteFailure {
  if (error instanceof RemoteFailure) return error;
  if (cancelled) return new RemoteFailure('cancelled');
  const { code, name } = rootOf(error);
  // undici says "aborted" of a tunnel that a proxy refused; what we abort ourselves has no such code.
  const ended = (name === 'TimeoutError' || name === 'AbortError') && code === undefined;
  if (ended) return new RemoteFailure('timedOut');
  return new RemoteFailure(kindOf(code, name), code);
}

function kindOf(code: string | undefined, name: string | undefined): FailureCode {
  if (code === 'target-refused') return 'targetRefused';
  if (code === 'UND_ERR_ABORTED' || code === 'UND_ERR_PRX_TLS' || name === 'SecureProxyConnectionError')
    return 'proxyFailed';
  if (code === undefined) return 'unreachable';
  if (dns.has(code)) return 'dnsFailed';
  if (tls.test(code)) return 'tlsFailed';
  return slow.has(code) ? 'timedOut' : 'unreachable';
}

/** The innermost cause that has a code: fetch wraps what happened. */
function rootOf(error: unknown): { readonly code?: string; readonly name?: string } {
  if (typeof error !== 'object' || error === null) return {};
  const { code, name, cause, errors } = error as Record<string, unknown>;
  const inner = cause ?? (Array.isArray(errors) ? (errors[0] as unknown) : undefined);
  if (inner !== undefined) {
    const found = rootOf(inner);
    if (found.code !== undefined) return found;
  }
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof name === 'string' ? { name } : {}),
  };
}
