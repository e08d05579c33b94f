import { fetch } from 'undici';
import type { Dispatcher, Response } from 'undici';
import { Deadline } from './deadline.js';
import { failureOf } from './failure-of.js';
import { RemoteFailure } from './remote-failure.js';

/** A request to a remote server. */
export interface RemoteRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** What opens the door: it goes to the first address's origin only. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. */
export interface RemoteAnswer {
  readonly status: number;
  /** undefined: the body was no JSON. */
  readonly json: unknown;
  readonly etag?: string;
  /** Where it came from in the end: another address than asked for, after redirects. */
  readonly url: URL;
  /** As Retry-After says. */
  readonly retryAfterMs?: number;
}

export interface ExchangeLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

const maxRedirects = 5;

/**
 * Sends one request and reads its answer. Redirects of a GET are followed; to another origin nothing goes that would open
 * a door there, and from https none leads to http.
 *
 * @throws RemoteFailure
 */
export async function exchange(
  dispatcher: Dispatcher,
  request: RemoteRequest,
  limits: ExchangeLimits,
  cancel: AbortSignal,
): Promise<RemoteAnswer> {
  const deadline = new Deadline(limits.timeoutMs, cancel);
  try {
    let { url } = request;
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const ours = url.origin === request.url.origin;
      const response = await fetch(url, {
        dispatcher,
        signal: deadline.signal,
        method: request.method,
        redirect: 'manual',
        // Whatever lies between is to ask the server. By default, fetch tells the server itself to forget the tag that is
        // sent: `Cache-Control: no-cache`, on which Express and others send everything (Fetch standard 4.5, step 8.15).
        cache: 'no-cache',
        headers: { ...request.headers, ...(ours ? request.credentials : {}) },
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const next = request.method === 'GET' ? redirectOf(response, url) : undefined;
      if (!next) return await answerOf(response, url, limits.maxBytes);
      await response.body?.cancel();
      url = next;
    }
    throw new RemoteFailure('redirected', 'tooMany');
  } catch (error) {
    throw failureOf(error, cancel.aborted);
  } finally {
    deadline.end();
  }
}

/** Where an answer sends us on. @throws RemoteFailure where nobody may follow */
function redirectOf(response: Response, from: URL): URL | undefined {
  const location = response.headers.get('location');
  if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return undefined;
  if (!URL.canParse(location, from.href)) throw new RemoteFailure('redirected', 'malformed');
  const to = new URL(location, from);
  const secure = to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:');
  if (!secure) throw new RemoteFailure('redirected', 'insecure');
  return to;
}

async function answerOf(response: Response, url: URL, maxBytes: number): Promise<RemoteAnswer> {
  const text = await bounded(response, maxBytes);
  const etag = response.headers.get('etag');
  const retryAfterMs = pauseAsked(response.headers.get('retry-after'));
  return {
    status: response.status,
    json: parsed(text),
    url,
    ...(etag === null ? {} : { etag }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** The body, unpacked, while it is not too large: a small one may unpack to any size. */
async function bounded(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > maxBytes) {
      throw new RemoteFailure('tooLarge');
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Seconds, or a date (RFC 9110 10.2.3). */
function pauseAsked(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}
