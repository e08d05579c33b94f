import { setTimeout as sleep } from 'node:timers/promises';
import { departmentEndpoints } from './endpoints/departments.js';
import type { Endpoint } from './endpoints/endpoint.js';
import { openToken } from './endpoints/tokens.js';
import { userEndpoints } from './endpoints/users.js';
import { Parameters } from './parameters.js';
import { Refusal } from './refusal.js';
import type { Fault, World } from './world.js';

const endpoints: ReadonlyMap<string, Endpoint> = new Map(
  [...departmentEndpoints, ...userEndpoints].map((endpoint) => [endpoint.path, endpoint]),
);

/** A call of the old API as it came in. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  /** Parsed body, or undefined where it was not an object. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** What goes back; `cut`: the connection ends without an answer. */
export type Outgoing =
  | { readonly kind: 'json'; readonly body: unknown; readonly status?: number }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'cut' };

/** Takes one call through the steps of fact sheet 11.2, in their order, and writes it down. */
export async function handle(world: World, incoming: Incoming): Promise<Outgoing> {
  const started = performance.now();
  const log = { org: '', appKey: '' };
  const outgoing = await steps(world, incoming, log);
  const ms = Math.round(performance.now() - started);
  const { method, path, body } = incoming;
  world.record({ ...log, method, path, errcode: codeOf(outgoing), ms, body });
  return outgoing;
}

async function steps(
  world: World,
  incoming: Incoming,
  log: { org: string; appKey: string },
): Promise<Outgoing> {
  const requestId = world.random.requestId();
  try {
    const { path, body } = incoming;
    const endpoint = endpoints.get(path);
    if (!endpoint) throw unknownPath(path);
    const { app, org } = openToken(world, incoming.token);
    log.org = org.corpId;
    log.appKey = app.appKey;
    const fault = world.takeFault(path, org.corpId);
    if (fault?.delayMs) await sleep(fault.delayMs);
    const early = fault && beforeWork(fault, requestId);
    if (early) return early;
    if (!app.scopes.has(endpoint.scope)) throw missingScope(app.appKey, endpoint.scope);
    if (!world.mayCall(app, path)) throw throttled(world.now(), path, app.qps);
    if (!body) throw new Refusal('47001');
    const actor = { kind: 'app', appKey: app.appKey } as const;
    const result = org.actAs(actor, () => endpoint.run({ world, org, given: new Parameters(body) }));
    if (fault?.cut === 'after') return { kind: 'cut' };
    const answer = { errcode: 0, errmsg: 'ok', request_id: requestId };
    return { kind: 'json', body: result === undefined ? answer : { ...answer, result } };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'json', body: error.body(requestId) };
    throw error;
  }
}

function beforeWork(fault: Fault, requestId: string): Outgoing | undefined {
  if (fault.cut === 'before') return { kind: 'cut' };
  if (fault.html) return { kind: 'html', status: fault.httpStatus ?? 200 };
  if (fault.subCode) throw new Refusal(fault.subCode, true);
  if (fault.errcode !== undefined) throw new Refusal(String(fault.errcode));
  if (fault.httpStatus) return { kind: 'json', status: fault.httpStatus, body: { request_id: requestId } };
  return undefined;
}

function unknownPath(path: string): Refusal {
  if (!path.startsWith('/topapi/')) return new Refusal('404');
  const name = path.slice(1).replace('topapi', 'dingtalk.oapi').replaceAll('/', '.');
  return new Refusal('22', false, `Invalid method[submsg=不合法ApiName，ApiName = ${name}]`);
}

function missingScope(appKey: string, scope: string): Refusal {
  const link = `https://open-dev.dingtalk.com/appscope/apply?content=${appKey}%23${scope}`;
  const text = `应用尚未开通所需的权限：[${scope}]，点击链接申请并开通即可：${link}, {requiredScopes=[${scope}]}`;
  return new Refusal('60011', true, text);
}

function throttled(now: number, path: string, limit: number): Refusal {
  const stamp = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const api = path.slice(1).replace('topapi', 'dingtalk.oapi').replaceAll('/', '.');
  const span = `从 ${stamp(now)} 到 ${stamp(now)} 请求总次数超过 ${String(limit)} 次`;
  const text = `应用调用该接口次数过多，超出了该接口承受的最大qps，请求被暂时限制了, apiPath(${api}), ${span}, 限制将在 ${stamp(now + 1000)} 结束.`;
  return new Refusal('90018', true, text);
}

function codeOf(outgoing: Outgoing): string {
  if (outgoing.kind === 'cut') return 'cut';
  if (outgoing.kind === 'html') return `http-${String(outgoing.status)}`;
  const { errcode, sub_code: subCode } = outgoing.body as { errcode?: number; sub_code?: string };
  return subCode ?? String(errcode ?? `http-${String(outgoing.status)}`);
}
