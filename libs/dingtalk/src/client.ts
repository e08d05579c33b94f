import type { z } from 'zod';
import { refusalIn } from './answers.js';
import type { Api } from './apis.js';
import { isStaleToken } from './error-table.js';
import { AnswerLost, Throttled, Unreachable } from './errors.js';
import { apiBaseOf } from './hosts.js';
import { penalise } from './penalise.js';
import type { CallObserver, Pace } from './ports.js';
import { codeOfRefusal, isThrottle, refusalToError } from './refusal.js';
import type { Refusal } from './refusal.js';
import type { Credentials, Tokens } from './tokens.js';
import type { Answer, Call, Transport } from './transport.js';

/** What all calls share. */
export interface ClientParts {
  readonly transport: Transport;
  readonly tokens: Tokens;
  readonly pace: Pace;
  readonly observe: CallObserver;
}

/** What a call says, by DingTalk's names. */
export type Given = Readonly<Record<string, unknown>>;

/** One app of one DingTalk organisation, on both hosts of its edition (fact sheet 1.1). */
export class DingTalkClient {
  constructor(
    private readonly parts: ClientParts,
    private readonly credentials: Credentials,
  ) {}

  /**
   * Calls an endpoint and returns its whole answer, read by `schema`. A refused token is replaced once, and the call
   * made again: it was refused before anything was done.
   *
   * @throws Throttled, PaceExhausted, Unreachable: not carried out; AnswerLost: unknown; AppRefused,
   *   CapabilityRefused, Rejected, PendingInvite: refused
   */
  async call<S extends z.ZodType>(api: Api, given: Given, schema: S): Promise<z.infer<S>> {
    const { tokens } = this.parts;
    const token = await tokens.get(this.credentials);
    const first = await this.attempt(api, given, token);
    if (!first.refusal) return this.read(first.answer, schema);
    const { refusal } = first;
    if (refusal.kind !== 'code' || !isStaleToken(refusal.code)) throw await this.refused(api, refusal);
    const second = await this.attempt(api, given, await tokens.get(this.credentials, token));
    if (second.refusal) throw await this.refused(api, second.refusal);
    return this.read(second.answer, schema);
  }

  private async attempt(
    api: Api,
    given: Given,
    token: string,
  ): Promise<{ readonly answer: Answer; readonly refusal: Refusal | undefined }> {
    const { pace, transport } = this.parts;
    await pace.slot(this.credentials.app, api.path);
    const started = performance.now();
    const observe = (code: string, throttled: boolean) => {
      this.parts.observe({ api: api.path, code, throttled, ms: Math.round(performance.now() - started) });
    };
    try {
      const answer = await transport.send(this.request(api, given, token));
      const refusal = refusalIn(api.host, answer);
      observe(refusal ? codeOfRefusal(refusal) : '0', refusal !== undefined && isThrottle(refusal));
      return { answer, refusal };
    } catch (error) {
      observe(error instanceof Unreachable || error instanceof AnswerLost ? error.name : 'unknown', false);
      throw error;
    }
  }

  /** The old API has its token in the query, the new one in a header (fact sheet 1.1). */
  private request({ host, method, path }: Api, given: Given, token: string): Call {
    const { app } = this.credentials;
    const url = new URL(path, host === 'oapi' ? app.baseUrl : (app.apiBase ?? apiBaseOf(app.baseUrl)));
    if (method === 'GET') {
      for (const [name, value] of Object.entries(given)) url.searchParams.set(name, String(value));
    }
    if (host === 'oapi') url.searchParams.set('access_token', token);
    return {
      method,
      url,
      ...(host === 'api' ? { headers: { 'x-acs-dingtalk-access-token': token } } : {}),
      ...(method === 'POST' ? { body: given } : {}),
    };
  }

  private async refused(api: Api, refusal: Refusal): Promise<Error> {
    const error = refusalToError(refusal, new Date());
    if (error instanceof Throttled) await penalise(this.parts.pace, this.credentials.app, api.path, error);
    return error;
  }

  /** The call was carried out; an answer that cannot be read is as good as lost. */
  private read<S extends z.ZodType>(answer: Answer, schema: S): z.infer<S> {
    const parsed = schema.safeParse(answer.body);
    if (!parsed.success) throw new AnswerLost('unreadable');
    return parsed.data;
  }
}
