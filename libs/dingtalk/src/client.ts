import { z } from 'zod';
import { AnswerLost, Throttled, Unreachable } from './errors.js';
import { isStaleToken, isThrottle, refusalToError } from './error-table.js';
import type { Refusal } from './error-table.js';
import type { CallObserver, Pace } from './ports.js';
import type { Credentials, Tokens } from './tokens.js';
import type { Answer, Transport } from './transport.js';

const envelopeSchema = z.object({
  errcode: z.union([z.number(), z.string()]).transform(String),
  errmsg: z.string().optional(),
  sub_code: z.union([z.number(), z.string()]).transform(String).optional(),
  sub_msg: z.string().optional(),
});
const newEnvelopeSchema = z.object({ code: z.string(), message: z.string().optional() });
const banSchema = z.object({ status: z.literal(1111) });

/** What all calls share. */
export interface ClientParts {
  readonly transport: Transport;
  readonly tokens: Tokens;
  readonly pace: Pace;
  readonly observe: CallObserver;
}

/** One app of one DingTalk organisation, on the old API's host, where all of contacts lives (fact sheet 1.1). */
export class DingTalkClient {
  constructor(
    private readonly parts: ClientParts,
    private readonly credentials: Credentials,
  ) {}

  /**
   * Calls a `topapi` path and returns its whole answer, read by `schema`.
   *
   * @throws Throttled, PaceExhausted, Unreachable: not carried out; AnswerLost: unknown; AppRefused,
   *   CapabilityRefused, Rejected, PendingInvite: refused
   */
  async call<S extends z.ZodType>(
    api: string,
    body: Readonly<Record<string, unknown>>,
    schema: S,
  ): Promise<z.infer<S>> {
    const token = await this.parts.tokens.get(this.credentials);
    const first = await this.attempt(api, body, token);
    const refusal = refusalOf(first);
    if (!refusal) return this.read(first, schema);
    if (!isStaleToken(refusal.code)) throw await this.refused(api, refusal);
    const fresh = await this.parts.tokens.get(this.credentials, token);
    const second = await this.attempt(api, body, fresh);
    const again = refusalOf(second);
    if (again) throw await this.refused(api, again);
    return this.read(second, schema);
  }

  private async attempt(
    api: string,
    body: Readonly<Record<string, unknown>>,
    token: string,
  ): Promise<Answer> {
    const { app, apiBase } = this.credentials;
    await this.parts.pace.slot(app, api);
    // The new API takes the token in a header (fact sheet 1.1).
    const newer = api.startsWith('/v1.0/');
    const url = new URL(api, newer ? apiBase : app.baseUrl);
    if (!newer) url.searchParams.set('access_token', token);
    const headers = newer ? { headers: { 'x-acs-dingtalk-access-token': token } } : {};
    const started = performance.now();
    const observe = (code: string, requestId?: string) => {
      const ms = Math.round(performance.now() - started);
      const named = requestId === undefined ? {} : { requestId };
      this.parts.observe({ api, code, throttled: isThrottle(code), ms, ...named });
    };
    try {
      const answer = await this.parts.transport.send({ method: 'POST', url, body, ...headers });
      observe(refusalOf(answer)?.code ?? '0', requestIdOf(answer));
      return answer;
    } catch (error) {
      observe(error instanceof Unreachable || error instanceof AnswerLost ? error.name : 'unknown');
      throw error;
    }
  }

  private async refused(api: string, refusal: Refusal): Promise<Error> {
    const error = refusalToError(refusal, new Date());
    if (!(error instanceof Throttled)) return error;
    const { pace } = this.parts;
    if (error.of === 'address') await pace.penaliseAddress(error.waitMs);
    else await pace.penalise(this.credentials.app, api, error.waitMs);
    return error;
  }

  /** The call was carried out; an answer that cannot be read is as good as lost. */
  private read<S extends z.ZodType>(answer: Answer, schema: S): z.infer<S> {
    const parsed = schema.safeParse(answer.body);
    if (!parsed.success) throw new AnswerLost('unreadable');
    return parsed.data;
  }
}

/** The code of an answer that is no success; fact sheet 5.1 has the shapes. */
function refusalOf({ status, body, page }: Answer): Refusal | undefined {
  if (!body) return { code: codeWithoutBody(status, page), text: '' };
  if (banSchema.safeParse(body).success) return { code: '1111', text: '' };
  const newer = newEnvelopeSchema.safeParse(body);
  if (status >= 400 && newer.success) return { code: newer.data.code, text: newer.data.message ?? '' };
  const parsed = envelopeSchema.safeParse(body);
  if (!parsed.success) {
    // Success of the new API has no envelope.
    return status === 200 && 'result' in body ? undefined : { code: '15', text: '' };
  }
  const { errcode, errmsg = '', sub_code: subCode, sub_msg: subMsg = '' } = parsed.data;
  if (errcode === '0') return undefined;
  const wrapped = subCode ?? /subcode=(-?\d+)/.exec(errmsg)?.[1];
  const code = errcode === '88' && wrapped ? wrapped : errcode;
  // Wrapped, 40000 is a missing token; bare, a bad parameter (fact sheet 1.5, 5.3).
  const missingToken = errcode === '88' && wrapped === '40000';
  return { code: missingToken ? '41001' : code, text: `${errmsg} ${subMsg}` };
}

/** An id is short and plain; what is not is none, and not kept. */
function requestIdOf({ body }: Answer): string | undefined {
  const id = body?.request_id ?? body?.requestid;
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

/** A page is the ban's or a front proxy's; anything else may be the rest of an answer that was carried out. */
function codeWithoutBody(status: number, page: boolean): string {
  if (status >= 500) return '15';
  if (!page) return 'unreadable';
  return status === 200 ? '1111' : 'front-proxy';
}
