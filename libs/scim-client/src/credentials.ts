import { isJsonObject } from '#common';
import type { RemoteAnswer, RemoteRequest } from './exchange.js';
import type { RemoteAuth } from './remote-access.js';
import { RemoteFailure } from './remote-failure.js';

type Send = (request: RemoteRequest) => Promise<RemoteAnswer>;
type OAuth = RemoteAuth & { readonly kind: 'oauth' };

/** A token is fetched anew that long before it ends. */
const marginMs = 30_000;
/** What a token is taken to live where its server does not say (RFC 6749 5.1 only recommends it). */
const usualLifeMs = 300_000;

/** The headers that open the remote server's door. */
export class Credentials {
  private token: { readonly text: string; readonly until: number } | undefined;
  private fetching: Promise<string> | undefined;

  constructor(
    private readonly auth: RemoteAuth,
    private readonly send: Send,
  ) {}

  /** @throws RemoteFailure tokenRefused */
  async headers(): Promise<Readonly<Record<string, string>>> {
    const { auth } = this;
    switch (auth.kind) {
      case 'bearer':
        return { authorization: `Bearer ${auth.token}` };
      case 'basic':
        return { authorization: basic(auth.user, auth.password) };
      case 'header':
        return { [auth.name.toLowerCase()]: auth.value };
      case 'oauth':
        return { authorization: `Bearer ${await this.oauthToken(auth)}` };
    }
  }

  /** A token was refused: it may have ended before its time. @returns whether another try makes sense */
  renew(): boolean {
    const had = this.token !== undefined;
    this.token = undefined;
    return had;
  }

  private async oauthToken(auth: OAuth): Promise<string> {
    if (this.token && performance.now() < this.token.until) return this.token.text;
    this.fetching ??= this.fetchToken(auth).finally(() => (this.fetching = undefined));
    return this.fetching;
  }

  private async fetchToken(auth: OAuth): Promise<string> {
    const answer = await this.send(tokenRequest(auth));
    const { status, json } = answer;
    const granted = isJsonObject(json) ? json : {};
    const text = granted.access_token;
    if (status !== 200 || typeof text !== 'string' || !/^[\x21-\x7e]+$/.test(text))
      throw new RemoteFailure('tokenRefused', oauthError(granted.error) ?? String(status));
    const seconds = Number(granted.expires_in);
    const lifeMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : usualLifeMs;
    this.token = { text, until: performance.now() + Math.max(lifeMs - marginMs, lifeMs / 2) };
    return text;
  }
}

function tokenRequest(auth: OAuth): RemoteRequest {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (auth.scope !== undefined) form.set('scope', auth.scope);
  const inForm = auth.secretIn === 'form';
  if (inForm) {
    form.set('client_id', auth.clientId);
    form.set('client_secret', auth.clientSecret);
  }
  // Both are form-encoded before they are joined (RFC 6749 2.3.1).
  const header = basic(formEncoded(auth.clientId), formEncoded(auth.clientSecret));
  return {
    method: 'POST',
    url: new URL(auth.tokenUrl),
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    credentials: inForm ? {} : { authorization: header },
    body: form.toString(),
  };
}

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

const formEncoded = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);

/** The code of RFC 6749 5.2, where it is one: a server may write anything there. */
const oauthError = (error: unknown) =>
  typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : undefined;
