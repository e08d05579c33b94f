import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import { isJsonObject } from '#common';
import { Credentials } from './credentials.js';
import { exchange } from './exchange.js';
import type { RemoteAnswer, RemoteRequest } from './exchange.js';
import { usualPatience } from './remote-access.js';
import type { Patience, RemoteAccess } from './remote-access.js';
import { isPassing, RemoteFailure } from './remote-failure.js';
import type { FailureCode } from './remote-failure.js';

const accept = 'application/scim+json, application/json;q=0.9';

/** Asks one remote SCIM server; never changes anything there. */
export class RemoteScim {
  private readonly credentials: Credentials;

  /** @param cancel ends whatever is under way, pauses too */
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly access: RemoteAccess,
    private readonly cancel: AbortSignal,
    private readonly patience: Patience = usualPatience,
  ) {
    this.credentials = new Credentials(access.auth, (request) => this.tried(() => Promise.resolve(request)));
  }

  /**
   * An answer of 200, 304 or 404 to a GET; everything else is a failure. Trouble of the moment is tried again, at the
   * latest when the server asks for it.
   *
   * @param path below the base URL
   * @throws RemoteFailure
   */
  async get(
    path: string,
    query: Readonly<Record<string, string>> = {},
    etag?: string,
  ): Promise<RemoteAnswer> {
    const url = new URL(`${this.access.baseUrl.replace(/\/+$/, '')}${path}`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const headers = { accept, ...(etag === undefined ? {} : { 'if-none-match': etag }) };
    const ask = async (): Promise<RemoteRequest> => {
      return { method: 'GET', url, headers, credentials: await this.credentials.headers() };
    };
    let answer = await this.tried(ask);
    // A token may end in the middle of a reading.
    if (answer.status === 401 && this.credentials.renew()) answer = await this.tried(ask);
    const { status } = answer;
    if (status === 200 || status === 404 || (status === 304 && etag !== undefined)) return answer;
    throw refusalOf(answer);
  }

  private async tried(ask: () => Promise<RemoteRequest>): Promise<RemoteAnswer> {
    for (let tries = 1; ; tries += 1) {
      const tried = await this.once(ask);
      if (!(tried instanceof RemoteFailure) && !isTrouble(tried.status)) return tried;
      const failure = tried instanceof RemoteFailure ? tried : refusalOf(tried);
      const asked = tried instanceof RemoteFailure ? undefined : tried.retryAfterMs;
      const pause = Math.max(asked ?? 0, this.pauseAfter(tries));
      if (!isPassing(failure) || tries >= this.patience.tries || (asked ?? 0) > this.patience.longestPauseMs)
        throw failure;
      await this.rest(pause);
    }
  }

  private async once(ask: () => Promise<RemoteRequest>): Promise<RemoteAnswer | RemoteFailure> {
    try {
      return await exchange(this.dispatcher, await ask(), this.patience, this.cancel);
    } catch (error) {
      if (error instanceof RemoteFailure) return error;
      throw error;
    }
  }

  private pauseAfter(tries: number): number {
    const { pauseMs, longestPauseMs } = this.patience;
    const longest = Math.min(pauseMs * 2 ** (tries - 1), longestPauseMs);
    return longest / 2 + randomInt(Math.floor(longest / 2) + 1);
  }

  private async rest(ms: number): Promise<void> {
    try {
      await sleep(ms, undefined, { signal: this.cancel });
    } catch {
      throw new RemoteFailure('cancelled');
    }
  }
}

const isTrouble = (status: number) => status === 429 || status >= 500;

function refusalOf({ status, json }: RemoteAnswer): RemoteFailure {
  const scimType = isJsonObject(json) && typeof json.scimType === 'string' ? json.scimType : undefined;
  const known = scimType !== undefined && /^[a-zA-Z]{1,40}$/.test(scimType) ? scimType : undefined;
  return new RemoteFailure(codeOf(status), String(status), known);
}

function codeOf(status: number): FailureCode {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 407) return 'proxyFailed';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'serverError';
  return status >= 300 && status < 400 ? 'redirected' : 'refused';
}
