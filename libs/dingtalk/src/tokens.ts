import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { refusalIn } from './answers.js';
import { api } from './apis.js';
import { AnswerLost, Throttled, Unreachable } from './errors.js';
import { apiBaseOf } from './hosts.js';
import type { AppAt } from './hosts.js';
import { number, text } from './lenient.js';
import { penalise } from './penalise.js';
import type { Pace, TokenStore } from './ports.js';
import { refusalToError } from './refusal.js';
import type { Transport } from './transport.js';

const usualSeconds = 7_200;
const tokenSchema = z.object({
  accessToken: text.refine((token) => token !== ''),
  expireIn: number.catch(usualSeconds),
});

/** DingTalk advises to refresh five minutes early. */
const earlyMs = 300_000;
const waitForOtherMs = 20_000;
/** How often tokens may be fetched is not published, only that it must not be often (fact sheet 1.4). */
const throttledAtLeastMs = 10_000;

/** Whose token it is, and the secret that it is fetched with. */
export interface Credentials {
  readonly app: AppAt;
  /** In the clear, for the one call that needs it. */
  readonly appSecret: () => Promise<string>;
}

/** The access token of an app: cached, fetched once for all replicas, by one process at a time. */
export class Tokens {
  private readonly pending = new Map<string, Promise<string>>();

  constructor(
    private readonly transport: Transport,
    private readonly store: TokenStore,
    private readonly pace: Pace,
  ) {}

  /**
   * A token that was good a moment ago, other than `stale`.
   *
   * @throws AppRefused for bad credentials; Throttled, PaceExhausted, Unreachable, AnswerLost
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

  /** Reads the cache before it fetches: a colleague may have done so already (correction C6). */
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

  /** The new endpoint, whose secret travels in the body and whose token serves both hosts (fact sheet 1.3, C6). */
  private async fetch({ app, appSecret }: Credentials): Promise<string> {
    try {
      const { path, method, host } = api.accessToken;
      await this.pace.slot(app, path);
      const url = new URL(path, app.apiBase ?? apiBaseOf(app.baseUrl));
      const body = { appKey: app.appKey, appSecret: await appSecret() };
      const answer = await this.transport.send({ method, url, body });
      const refusal = refusalIn(host, answer);
      if (refusal) throw await this.refused(app, refusalToError(refusal, new Date()));
      const granted = tokenSchema.safeParse(answer.body);
      if (!granted.success) throw new AnswerLost('unreadable');
      const { accessToken, expireIn } = granted.data;
      await this.store.save(app, accessToken, expireIn * 1000);
      return accessToken;
    } catch (error) {
      await this.store.abandon(app);
      throw error;
    }
  }

  private async refused(app: AppAt, error: Error): Promise<Error> {
    if (!(error instanceof Throttled)) return error;
    const longer = new Throttled(error.code, Math.max(error.waitMs, throttledAtLeastMs), error.of);
    await penalise(this.pace, app, api.accessToken.path, longer);
    return longer;
  }
}
