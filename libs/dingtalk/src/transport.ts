import { isLosslessNumber, parse } from 'lossless-json';
import { Agent, request } from 'undici';
import { AnswerLost, Unreachable } from './errors.js';

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
  /** Holds the token in its query: never to be logged. */
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}

const connectTimeoutMs = 5_000;
const usualCallTimeoutMs = 10_000;
const maxBytes = 16 * 2 ** 20;

/** Codes that say that the request never left: everything else may have arrived. */
const notSent: ReadonlySet<string> = new Set([
  ...['UND_ERR_CONNECT_TIMEOUT', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'],
]);

/** Sends one call. Only the transport decides between Unreachable and AnswerLost. */
export class Transport {
  private readonly agent: Agent;

  constructor(private readonly callTimeoutMs = usualCallTimeoutMs) {
    this.agent = new Agent({
      connect: { timeout: connectTimeoutMs },
      headersTimeout: callTimeoutMs,
      bodyTimeout: callTimeoutMs,
      keepAliveTimeout: 4_000,
      connections: 32,
    });
  }

  /** @throws Unreachable, AnswerLost */
  async send(call: Call): Promise<Answer> {
    try {
      const { statusCode, body } = await request(call.url, {
        method: call.method,
        dispatcher: this.agent,
        signal: AbortSignal.timeout(this.callTimeoutMs),
        headers: {
          accept: 'application/json',
          ...(call.body ? { 'content-type': 'application/json' } : {}),
          ...call.headers,
        },
        ...(call.body ? { body: JSON.stringify(call.body) } : {}),
      });
      const text = await readText(body);
      return { status: statusCode, body: readObject(text), page: text.trimStart().startsWith('<') };
    } catch (error) {
      const code = codeOf(error);
      throw notSent.has(code) ? new Unreachable(code) : new AnswerLost(code);
    }
  }

  async close(): Promise<void> {
    await this.agent.close();
  }
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new AnswerLost('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Integers beyond 2^53 occur (orders of members): they become bigint, never a rounded number. */
function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    const value = parse(text, undefined, (digits) => {
      const number = Number(digits);
      return Number.isSafeInteger(number) || !/^-?\d+$/.test(digits) ? number : BigInt(digits);
    });
    return typeof value === 'object' && value !== null && !isLosslessNumber(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  if (error instanceof AnswerLost) return error.code;
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { code, name, cause } = error as { code?: unknown; name?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  if (cause !== undefined) return codeOf(cause);
  return typeof name === 'string' ? name : 'unknown';
}
