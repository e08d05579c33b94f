import { Agent } from 'undici';
import type { buildConnector } from 'undici';
import { AnswerLost, Unreachable } from './errors.js';
import { Exchange } from './exchange.js';
import { readObject } from './json.js';

/** What came back, before anybody looked at DingTalk's codes. */
export interface Answer {
  readonly status: number;
  /** undefined: the body was no JSON object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** A page instead: of a front proxy, or of the ban. */
  readonly page: boolean;
}

export interface Call {
  readonly method: 'GET' | 'POST';
  /** May hold the token in its query: never to be logged. */
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

const connectTimeoutMs = 5_000;
const usualCallTimeoutMs = 10_000;

/**
 * Sends one call and reads its answer, within ten seconds and 8 MB. Only the transport decides between Unreachable
 * (not a byte was sent) and AnswerLost (it was sent, or may have been). Redirects are not followed; what an answer
 * says of its own type is not believed, since DingTalk's ban is JSON that calls itself a page (fact sheet 11.2).
 */
export class Transport {
  private readonly agent: Agent;

  /** @param connector opens the sockets: whoever runs us may know addresses that are not to be reached */
  constructor(
    private readonly callTimeoutMs = usualCallTimeoutMs,
    connector?: buildConnector.connector,
  ) {
    this.agent = new Agent({
      connect: connector ?? { timeout: Math.min(connectTimeoutMs, callTimeoutMs) },
      // The exchange has a time-out of its own, for the whole of it.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 4_000,
      connections: 32,
    });
  }

  /** @throws Unreachable, AnswerLost */
  async send(call: Call): Promise<Answer> {
    const exchange = new Exchange(this.callTimeoutMs);
    const { url, method, headers, body } = call;
    try {
      this.agent.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method,
          headers: {
            accept: 'application/json',
            'accept-encoding': 'gzip',
            ...(body ? { 'content-type': 'application/json' } : {}),
            ...headers,
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        },
        exchange,
      );
      const { status, text } = await exchange.answer;
      return { status, body: readObject(text), page: text.startsWith('<') };
    } catch (error) {
      if (error instanceof AnswerLost) throw error;
      throw exchange.started ? new AnswerLost(codeOf(error)) : new Unreachable(codeOf(error));
    }
  }

  async close(): Promise<void> {
    await this.agent.close();
  }
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, name, cause } = error as { code?: unknown; name?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  if (cause !== undefined) return codeOf(cause);
  return typeof name === 'string' ? name : 'unknown';
}
