import type { Endpoint, OpenEndpoint } from '../endpoints/endpoint.js';
import type { Fault } from '../fault.js';
import { Refusal } from '../refusal.js';
import type { World } from '../world.js';
import { allowedAddress, grantedPermission } from './allowances.js';
import { openAnswer, refused, success } from './answer.js';
import { banPage } from './ban-page.js';
import { readBody } from './body.js';
import type { Incoming, Outgoing } from './call.js';
import { callerOf, runningApp } from './caller.js';
import { knownPath } from './known-path.js';
import { appRate, globalRate, monthlyQuota } from './rates.js';
import { rightMethod } from './right-method.js';
import { sabotage } from './sabotage.js';
import { withinScope } from './within-scope.js';

/** What the log will say of a call. */
interface Trace {
  org: string;
  appKey: string;
  body: unknown;
}

/** Takes one call through the steps of fact sheet 11.2, in their order, and writes it down. */
export async function serve(world: World, incoming: Incoming): Promise<Outgoing> {
  const started = world.now();
  const trace: Trace = { org: '', appKey: '', body: undefined };
  const outgoing = await steps(world, incoming, trace);
  const { method, path } = incoming;
  world.record({ ...trace, method, path, errcode: codeOf(outgoing), ms: world.now() - started });
  return outgoing;
}

async function steps(world: World, incoming: Incoming, trace: Trace): Promise<Outgoing> {
  const { path, method, address } = incoming;
  let parameterCode = 'parameter.error';
  try {
    if (!world.addresses.admit(address, world.now())) return banPage(world);
    const endpoint = knownPath(path);
    rightMethod(endpoint, method, world.variants);
    if (endpoint.kind === 'open') return await open(world, endpoint, incoming, trace);
    ({ parameterCode } = endpoint);
    return await granted(world, endpoint, incoming, trace);
  } catch (error) {
    if (error instanceof Refusal) return refused(world, path, error, parameterCode);
    throw error;
  }
}

/** A path without a token: its body is all there is. */
async function open(
  world: World,
  endpoint: OpenEndpoint,
  incoming: Incoming,
  trace: Trace,
): Promise<Outgoing> {
  const given = readBody({ ...incoming, method: endpoint.method }, world.variants);
  trace.body = given.body;
  const appKey = given.body.appkey ?? given.body.appKey;
  trace.appKey = typeof appKey === 'string' ? appKey : '';
  trace.org = world.apps.get(trace.appKey)?.org.corpId ?? '';
  return withFault(world, incoming.path, trace.org, undefined, () =>
    openAnswer(world, incoming.path, endpoint.answer(world, given)),
  );
}

/** A path with a token: steps 4 to 12. Events follow from the organisation's own acts. */
async function granted(
  world: World,
  endpoint: Endpoint,
  incoming: Incoming,
  trace: Trace,
): Promise<Outgoing> {
  const { path } = incoming;
  const caller = callerOf(world, incoming);
  trace.org = caller.org.corpId;
  trace.appKey = caller.app.appKey;
  const revoke = (permission: string) => caller.app.scopes.delete(permission);
  return withFault(world, path, trace.org, revoke, () => {
    runningApp(caller);
    allowedAddress(caller, incoming);
    grantedPermission(world, caller, endpoint);
    appRate(world, caller, path);
    globalRate(world, path);
    monthlyQuota(world, caller, path, endpoint.quota);
    const given = readBody(incoming, world.variants);
    trace.body = given.body;
    const work = endpoint.read(given, world.variants);
    const request = { world, app: caller.app, org: caller.org, by: 'api' } as const;
    withinScope(work, request);
    return success(world, endpoint, work.run(request));
  });
}

/** Lets a fault happen before the work, or in place of its answer. */
async function withFault(
  world: World,
  path: string,
  org: string,
  revoke: ((permission: string) => unknown) | undefined,
  work: () => Outgoing,
): Promise<Outgoing> {
  const fault = world.faults.take(path, org, revoke === undefined);
  if (!fault) return work();
  if (fault.revoke !== undefined) revoke?.(fault.revoke);
  if (!isAfter(fault)) {
    await delay(world, fault);
    return sabotage(fault, path) ?? work();
  }
  const answer = work();
  await delay(world, fault);
  return sabotage(fault, path) ?? answer;
}

const isAfter = (fault: Fault) => fault.after === true || fault.cut === 'after';

async function delay(world: World, { delayMs = 0 }: Fault): Promise<void> {
  if (delayMs > 0) await world.clock.sleep(delayMs);
}

function codeOf(outgoing: Outgoing): string {
  switch (outgoing.kind) {
    case 'cut':
    case 'hang':
    case 'truncated':
      return outgoing.kind;
    case 'text':
      return `http-${String(outgoing.status)}`;
    case 'json': {
      const {
        errcode,
        sub_code: sub,
        code,
      } = outgoing.body as Readonly<Record<string, string | number | undefined>>;
      if (outgoing.status === 200 && errcode === undefined) return '0';
      return String(sub ?? errcode ?? code ?? `http-${String(outgoing.status)}`);
    }
  }
}
