import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { AnswerLost } from './errors.js';

const unzip = promisify(gunzip);

/** Far more than any answer of contacts is (a page of people is some 200 kB); as sent, and as unpacked. */
const maxBytes = 8 * 2 ** 20;

/** The call's time ran out. */
class TimedOut extends Error {
  readonly code = 'timeout';
}

/** One request and its answer: takes undici's events, keeps to the time and to the size. */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Whether the request began to be written: from there on it may have arrived. */
  started = false;
  /** Status and text. Rejects with AnswerLost for an answer that cannot be read, else as the socket failed. */
  readonly answer: Promise<{ readonly status: number; readonly text: string }>;
  private readonly chunks: Buffer[] = [];
  private readonly timer: NodeJS.Timeout;
  private controller: Dispatcher.DispatchController | undefined;
  private failure: Error | undefined;
  private bytes = 0;
  private status = 0;
  private encoding = '';
  private resolve!: (answer: Promise<{ readonly status: number; readonly text: string }>) => void;
  private reject!: (error: Error) => void;

  constructor(timeoutMs: number) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.timer = setTimeout(() => {
      this.fail(new TimedOut());
    }, timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // Its time ran out while it waited for a connection: not a byte of it is sent.
    if (this.failure) controller.abort(this.failure);
    else this.started = true;
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Headers): void {
    this.status = status;
    this.encoding = String(headers['content-encoding'] ?? '').toLowerCase();
    if (Number(headers['content-length'] ?? 0) > maxBytes) this.fail(new AnswerLost('too-large'));
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > maxBytes) this.fail(new AnswerLost('too-large'));
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.timer);
    this.resolve(this.read());
  }

  onResponseError(_: unknown, error: Error): void {
    clearTimeout(this.timer);
    this.reject(this.failure ?? error);
  }

  private fail(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    this.chunks.length = 0;
    clearTimeout(this.timer);
    this.reject(error);
    this.controller?.abort(error);
  }

  private async read(): Promise<{ readonly status: number; readonly text: string }> {
    const bytes = await unpacked(Buffer.concat(this.chunks), this.encoding);
    try {
      return { status: this.status, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim() };
    } catch {
      throw new AnswerLost('invalid-utf8');
    }
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

async function unpacked(bytes: Buffer, encoding: string): Promise<Buffer> {
  if (encoding === '' || encoding === 'identity') return bytes;
  if (encoding !== 'gzip') throw new AnswerLost('encoding');
  try {
    return await unzip(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    throw new AnswerLost(code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'encoding');
  }
}
