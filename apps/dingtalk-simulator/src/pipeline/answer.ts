import { generationOf } from '../endpoints/endpoint.js';
import type { Endpoint } from '../endpoints/endpoint.js';
import type { Refusal } from '../refusal.js';
import type { World } from '../world.js';
import type { Outgoing } from './call.js';
import { tutorialCode } from './tutorial-codes.js';

/** The answer of a work that was done (fact sheet 1.1, 5.1a). */
export function success(world: World, { path, shape }: Endpoint, value: unknown): Outgoing {
  if (generationOf(path) === 'new') return json(path, 200, value ?? {});
  const answer = { errcode: 0, errmsg: 'ok', request_id: world.random.requestId() };
  if (value === undefined) return json(path, 200, styled(world, answer));
  return json(
    path,
    200,
    styled(world, shape === 'result' ? { ...answer, result: value } : { ...answer, ...value }),
  );
}

/** The answer of a work that was refused (fact sheet 5.1, 5.2, 11.7). */
export function refused(world: World, path: string, refusal: Refusal, parameterCode: string): Outgoing {
  if (generationOf(path) === 'new') {
    const code = /^-?\d+$/.test(refusal.code) ? parameterCode : refusal.code;
    const requestid = world.random.requestUuid();
    return json(path, refusal.status, { code, requestid, message: refusal.message, ...refusal.more });
  }
  if (refusal.code === '404')
    return json(path, 200, styled(world, { errcode: 404, errmsg: refusal.message }));
  const ids = { request_id: world.random.requestId() };
  const { variants } = world;
  if (!refusal.gateway || variants.bareGatewayCodes) {
    const code = variants.tutorialCodes ? tutorialCode(path, refusal.code) : refusal.code;
    return json(
      path,
      200,
      styled(world, { errcode: Number(code), errmsg: refusal.message, ...refusal.more, ...ids }),
    );
  }
  const errmsg = `ding talk error[subcode=${refusal.code},submsg=${refusal.message}]`;
  const sub = variants.wrapperWithoutSubCode ? {} : { sub_code: refusal.code, sub_msg: refusal.message };
  return json(path, 200, styled(world, { errcode: 88, ...sub, errmsg, ...ids }));
}

/** The body of an endpoint that is asked without a token: it has no request id. */
export function openAnswer(world: World, path: string, body: Readonly<Record<string, unknown>>): Outgoing {
  return json(path, 200, generationOf(path) === 'new' ? body : styled(world, body));
}

function styled(world: World, body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return world.variants.errcodeAsString ? { ...body, errcode: String(body.errcode) } : body;
}

/** Content types as they were probed (fact sheet 1.1). */
function json(path: string, status: number, body: unknown): Outgoing {
  const type = path === '/gettoken' ? 'application/json' : contentTypes[generationOf(path)];
  return { kind: 'json', status, type, body };
}

const contentTypes = {
  topapi: 'application/json;charset=UTF-8',
  legacy: 'application/json;charset=UTF-8',
  new: 'application/json;charset=utf-8',
} as const;
