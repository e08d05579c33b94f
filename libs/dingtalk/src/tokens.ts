import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { AnswerLost, Unreachable } from './errors.js';
import { refusalToError } from './error-table.js';
import type { AppAt, TokenStore } from './ports.js';
import type { Transport } from './transport.js';

const tokenSchema = z.object({ accessToken: z.string().min(1), expireIn: z.number().positive() });
const refusalSchema = z.object({ code: z.string(), message: z.string().optional() });

/** DingTalk advises to refresh five minutes early. */
const earlyMs = 300_000;
const waitForOtherMs = 20_000;

/** How to fetch a token: the new-style endpoint, whose secret travels in the body. */
export interface Credentials {
  readonly app: AppAt;
  /** Base URL of the new API, `https://api.dingtalk.com`. */
  readonly apiBase: string;
  readonly appSecret: () => Promise<string>;
}

/** The access token of an app: cached, fetched once for all replicas, by one process at a time. */
export class Tokens {
  private readonly pending = new Map<string, Promise<string>>();

  constructor(
    private readonly transport: Transport,
    private readonly store: TokenStore,
  ) {}

  /**
   * A token that was good a moment ago, other than `stale`.
   *
   * @throws AppRefused for bad credentials; Unreachable, AnswerLost
   */
  async get(credentials: Credentials, stale?: string): Promise<string> {
    const key = `${credentials.app.baseUrl}\n${credentials.app.appKey}\n${stale ?? ''}`;
    const pending = this.pending.get(key) ?? this.find(credentials, stale);
    this.pending.set(key, pending);
    try {
      return await pending;
    } finally {
      this.pending.delete(key);
    }
  }

  private async find(credentials: Credentials, stale: string | undefined): Promise<string> {
    const { app } = credentials;
    const deadline = performance.now() + waitForOtherMs;
    for (;;) {
      const cached = await this.store.read(app);
      if (cached && cached.token !== stale && cached.validMs > earlyMs) return cached.token;
      if (await this.store.lead(app)) return this.fetch(credentials);
      // Another replica is fetching; the old one serves until then.
      if (cached && cached.token !== stale && cached.validMs > 0) return cached.token;
      if (performance.now() > deadline) throw new Unreachable('token-not-fetched');
      await sleep(100);
    }
  }

  private async fetch({ app, apiBase, appSecret }: Credentials): Promise<string> {
    try {
      const url = new URL('/v1.0/oauth2/accessToken', apiBase);
      const body = { appKey: app.appKey, appSecret: await appSecret() };
      const answer = await this.transport.send({ method: 'POST', url, body });
      const granted = tokenSchema.safeParse(answer.body);
      if (granted.success) {
        await this.store.save(app, granted.data.accessToken, granted.data.expireIn * 1000);
        return granted.data.accessToken;
      }
      const refused = refusalSchema.safeParse(answer.body);
      if (!refused.success) throw new AnswerLost(`http-${String(answer.status)}`);
      throw refusalToError({ code: refused.data.code, text: refused.data.message ?? '' }, new Date());
    } catch (error) {
      await this.store.abandon(app);
      throw error;
    }
  }
}
