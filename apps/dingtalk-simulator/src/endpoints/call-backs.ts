import { mayPostTo, registeredCallback } from '../events/callback-settings.js';
import type { CallbackTarget } from '../events/callback-target.js';
import type { FailedCallback } from '../events/subscription.js';
import { require } from '../refusal.js';
import { endpoint } from './endpoint.js';
import type { Endpoint, Request } from './endpoint.js';

const fetchedAtMost = 200;
const permission = 'qyapi_base';
const shape = 'fields';
// No list names them as exempt (fact sheet 14.16).
const quota = 'counted';
const subscriptionOf = ({ world, app, org }: Request) => world.events.subscription(app, org);

/** The legacy management of HTTP callbacks: one URL an app (fact sheet 7.2). */
export const callBackEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/call_back/register_call_back',
    permission,
    shape,
    quota,
    read: registeredCallback,
    run: async (request, target) => {
      const subscription = subscriptionOf(request);
      require(subscription.callback === undefined, '71006');
      subscription.callback = await checked(request, { ...target, owner: request.org.corpId });
    },
  }),
  endpoint({
    method: 'POST',
    path: '/call_back/update_call_back',
    permission,
    shape,
    quota,
    read: registeredCallback,
    run: async (request, target) => {
      const subscription = subscriptionOf(request);
      require(subscription.callback?.origin === 'registered', '71007');
      subscription.callback = await checked(request, { ...target, owner: request.org.corpId });
    },
  }),
  endpoint({
    method: 'GET',
    path: '/call_back/get_call_back',
    permission,
    shape,
    quota,
    read: () => undefined,
    run: (request) => {
      const { callback } = subscriptionOf(request);
      require(callback?.origin === 'registered', '71007');
      const { tags, token, aesKey, url } = callback;
      return { call_back_tag: tags, token, aes_key: aesKey, url };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/call_back/delete_call_back',
    permission,
    shape,
    quota,
    read: () => undefined,
    run: (request) => {
      const subscription = subscriptionOf(request);
      require(subscription.callback?.origin === 'registered', '71007');
      subscription.callback = undefined;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/call_back/get_call_back_failed_result',
    permission,
    shape,
    quota,
    read: () => undefined,
    // What was fetched is gone (seen in the field).
    run: (request) => {
      const { failed, corpId } = subscriptionOf(request);
      const list = failed.splice(0, fetchedAtMost);
      return { has_more: failed.length > 0, failed_list: list.map((one) => failedResult(one, corpId)) };
    },
  }),
];

/** Only a URL that answers check_url becomes the app's; the code of another is believed. @throws Refusal 71012 */
async function checked({ world }: Request, target: CallbackTarget): Promise<CallbackTarget> {
  const { callbacks, around } = world.events;
  require(mayPostTo(target.url, around.variants) && (await callbacks.check(target)), '71012');
  return target;
}

function failedResult({ tag, at, data }: FailedCallback, corpid: string): object {
  const inside = 'userId' in data ? { corpid, userid: data.userId } : { corpid, callbackData: data };
  return { call_back_tag: tag, event_time: at, [tag]: inside };
}
