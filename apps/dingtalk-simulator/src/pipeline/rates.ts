import { Refusal } from '../refusal.js';
import type { Caller, World } from '../world.js';
import { gatewayRefusal } from './gateway-refusal.js';
import { apiNameOf } from './known-path.js';

const secondMs = 1_000;
const minuteMs = 60_000;
const beijingMs = 8 * 3_600_000;

/** Step 7, first half: the calls of an app to an API, a second and a minute. @throws Refusal 90018 */
export function appRate(world: World, { app }: Caller, path: string): void {
  const now = world.now();
  const key = `${app.appKey} ${path}`;
  const words = (limit: number, length: number) =>
    throttleText(world, path, '应用调用该接口次数过多', { limit, now, length });
  if (!world.windows.admit(key, app.qps, secondMs, now, app.window))
    throw gatewayRefusal(path, 'appRate', words(app.qps, secondMs));
  if (app.qpm !== undefined && !world.windows.admit(`${key} minute`, app.qpm, minuteMs, now, app.window))
    throw gatewayRefusal(path, 'appMinute', words(app.qpm, minuteMs));
}

/** Step 7, second half: the calls of all apps to an API. @throws Refusal 90002 */
export function globalRate(world: World, path: string): void {
  const limit = world.globalLimits.get(path);
  const now = world.now();
  if (limit === undefined || world.windows.admit(path, limit, secondMs, now)) return;
  const who = '当前所有钉钉应用调用该接口次数过多';
  throw gatewayRefusal(path, 'globalRate', throttleText(world, path, who, { limit, now, length: secondMs }));
}

/** Step 8: what is not exempt counts against the organisation's month, in Beijing (fact sheet 6.1, 6.2). @throws Refusal 90020 */
export function monthlyQuota(world: World, { org }: Caller, path: string, quota: 'exempt' | 'counted'): void {
  if (quota === 'exempt' || !world.variants.countUnlisted || org.monthlyQuota === null) return;
  const key = `${org.corpId} ${beijing(world.now()).slice(0, 7)}`;
  const used = (world.quotaUsed.get(key) ?? 0) + 1;
  if (used <= org.monthlyQuota) {
    world.quotaUsed.set(key, used);
    return;
  }
  const refusal = gatewayRefusal(path, 'quota');
  throw refusal.gateway && !world.variants.quotaWrapped ? new Refusal(refusal.code) : refusal;
}

const beijing = (at: number) => new Date(at + beijingMs).toISOString().slice(0, 19).replace('T', ' ');

/** The frame of fact sheet 6.3, with the end of the rest. */
function throttleText(
  { variants }: World,
  path: string,
  who: string,
  { limit, now, length }: { readonly limit: number; readonly now: number; readonly length: number },
): string {
  const api = `apiPath(${apiNameOf(path)})`;
  const end = beijing((Math.floor(now / length) + 1) * length);
  const span = `从 ${beijing(now)} 到 ${beijing(now)}`;
  switch (variants.throttleText) {
    case 'newer':
      return `${who}，超出了该接口承受的最大qps，请求被暂时限制了，建议错开整点时刻调用该接口, ${api}, ${span} 请求总次数超过 ${String(limit)} 次, 限制将在 ${end} 结束.`;
    case 'older':
      return `您的服务器调用钉钉开放平台当前接口的所有请求都被暂时禁用了, ${api}, ${span} 请求总次数超过了 ${String(limit)} 次, 处罚将在 ${end} 结束.`;
    case 'bare':
      return who;
  }
}
