import type { FastifyInstance, FastifyRequest } from 'fastify';
import { openToken } from '../endpoints/tokens.js';
import type { App, Organisation } from '../organisation.js';
import { Parameters } from '../parameters.js';
import { Refusal, require } from '../refusal.js';
import type { World } from '../world.js';
import { mayPostTo, registeredCallback } from './callback-settings.js';
import type { CallbackTarget } from './callback-target.js';
import type { Exchange } from './exchange.js';
import type { FailedCallback, Subscription } from './subscription.js';

const fetchedAtMost = 200;

interface Asked {
  readonly exchange: Exchange;
  readonly subscription: Subscription;
  readonly org: Organisation;
  readonly given: Parameters;
}

interface Operation {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** What the answer holds beside errcode and errmsg. */
  readonly run: (asked: Asked) => Promise<object> | object;
}

/** The legacy management of HTTP callbacks: one URL an app (fact sheet 7.2). */
const operations: readonly Operation[] = [
  {
    method: 'POST',
    path: '/call_back/register_call_back',
    run: async ({ exchange, subscription, org, given }) => {
      require(subscription.callback === undefined, '71006');
      subscription.callback = await checked(exchange, registeredCallback(given, org.corpId));
      return {};
    },
  },
  {
    method: 'POST',
    path: '/call_back/update_call_back',
    run: async ({ exchange, subscription, org, given }) => {
      require(subscription.callback?.origin === 'registered', '71007');
      subscription.callback = await checked(exchange, registeredCallback(given, org.corpId));
      return {};
    },
  },
  {
    method: 'GET',
    path: '/call_back/get_call_back',
    run: ({ subscription: { callback } }) => {
      require(callback?.origin === 'registered', '71007');
      const { tags, token, aesKey, url } = callback;
      return { call_back_tag: tags, token, aes_key: aesKey, url };
    },
  },
  {
    method: 'GET',
    path: '/call_back/delete_call_back',
    run: ({ subscription }) => {
      require(subscription.callback?.origin === 'registered', '71007');
      subscription.callback = undefined;
      return {};
    },
  },
  {
    method: 'GET',
    path: '/call_back/get_call_back_failed_result',
    // What was fetched is gone (seen in the field).
    run: ({ subscription: { failed, corpId } }) => {
      const list = failed.splice(0, fetchedAtMost);
      return { has_more: failed.length > 0, failed_list: list.map((one) => failedResult(one, corpId)) };
    },
  },
];

export function registerCallBackApi(server: FastifyInstance, world: World, exchange: () => Exchange): void {
  for (const { method, path, run } of operations)
    server.route({
      method,
      url: path,
      handler: async (request) => {
        const given = new Parameters((request.body ?? {}) as Record<string, unknown>);
        const requestId = world.random.requestId();
        const log = { org: '', appKey: '' };
        let body: Readonly<Record<string, unknown>>;
        try {
          const { app, org } = permitted(world, request);
          Object.assign(log, { org: org.corpId, appKey: app.appKey });
          const subscription = exchange().subscription(app.appKey);
          require(subscription !== undefined, '40014');
          const result = await run({ exchange: exchange(), subscription, org, given });
          body = { errcode: 0, errmsg: 'ok', ...result };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          body = error.body(requestId);
        }
        world.record({ ...log, method, path, errcode: String(body.sub_code ?? body.errcode), ms: 0 });
        return body;
      },
    });
}

/** Legacy paths refuse a token with the bare code (fact sheet 1.5). */
function permitted(world: World, request: FastifyRequest): { readonly app: App; readonly org: Organisation } {
  const { access_token: token } = request.query as { readonly access_token?: string };
  try {
    const found = openToken(world, token);
    if (!found.app.scopes.has('qyapi_base')) throw new Refusal('60011', true);
    return found;
  } catch (error) {
    throw error instanceof Refusal && error.code === '40014' ? new Refusal('40014') : error;
  }
}

/** Only a URL that answers check_url becomes the app's. */
async function checked(exchange: Exchange, target: CallbackTarget): Promise<CallbackTarget> {
  const { callbacks, around } = exchange;
  require(mayPostTo(target.url, around.variants) && (await callbacks.check(target)), '71012');
  return target;
}

function failedResult({ tag, at, data }: FailedCallback, corpid: string): object {
  const inside = 'userId' in data ? { corpid, userid: data.userId } : { corpid, callbackData: data };
  return { call_back_tag: tag, event_time: at, [tag]: inside };
}
