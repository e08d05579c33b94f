import type { Parameters } from '../parameters.js';
import { Refusal, require } from '../refusal.js';
import type { Caller, World } from '../world.js';
import type { OpenEndpoint } from './endpoint.js';

const lifetimeMs = 7_200_000;
const minuteMs = 60_000;

/** Fact sheet 1.2 and 1.3. */
export const tokenEndpoints: readonly OpenEndpoint[] = [
  {
    kind: 'open',
    method: 'GET',
    path: '/gettoken',
    answer: (world, given) => {
      const appKey = given.text('appkey');
      const appSecret = given.text('appsecret');
      require(Boolean(appKey) && Boolean(appSecret), '40035', '缺少参数 corpid or appkey');
      const caller = callerWith(world, appKey, appSecret);
      require(caller !== undefined, '40096');
      return {
        errcode: 0,
        errmsg: 'ok',
        access_token: issueToken(world, caller),
        expires_in: lifetimeMs / 1_000,
      };
    },
  },
  {
    kind: 'open',
    method: 'POST',
    path: '/v1.0/oauth2/accessToken',
    answer: (world, given) => {
      const caller = callerWith(world, textOf(given, 'appKey'), textOf(given, 'appSecret'));
      if (!caller) throw invalidClient();
      return { accessToken: issueToken(world, caller), expireIn: lifetimeMs / 1_000 };
    },
  },
];

const invalidClient = () =>
  new Refusal('invalidClientIdOrSecret', { text: '无效的clientId或者clientSecret' });

function textOf(given: Parameters, name: string): string | undefined {
  const value = given.raw(name);
  return typeof value === 'string' ? value : undefined;
}

function callerWith(
  world: World,
  appKey: string | undefined,
  appSecret: string | undefined,
): Caller | undefined {
  const found = world.apps.get(appKey ?? '');
  return found?.app.appSecret === appSecret ? found : undefined;
}

/** The app's token: the same string while it lasts, its life renewed (fact sheet 1.4), or a new one by flag. */
function issueToken(world: World, caller: Caller): string {
  const { app } = caller;
  const now = world.now();
  const { tokenFetchesPerMinute: limit, tokenMode } = world.variants;
  if (limit !== null && !world.windows.admit(`${app.appKey} token`, limit, minuteMs, now))
    throw new Refusal('90018', { gateway: true });
  const kept = app.token === undefined ? undefined : world.tokens.get(app.token);
  const lives = kept !== undefined && kept.expiresAt > now;
  if (!lives || tokenMode === 'rotate') app.token = world.random.text(32, '0123456789abcdef');
  const value = app.token ?? '';
  world.tokens.set(value, { app, org: caller.org, expiresAt: now + lifetimeMs });
  return value;
}
