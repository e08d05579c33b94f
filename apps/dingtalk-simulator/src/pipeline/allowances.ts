import type { Endpoint } from '../endpoints/endpoint.js';
import type { Caller, World } from '../world.js';
import type { Incoming } from './call.js';
import { gatewayRefusal } from './gateway-refusal.js';

/** Step 5. @throws Refusal 60020 */
export function allowedAddress({ app }: Caller, { path, address }: Incoming): void {
  if (app.allowedAddresses === undefined || app.allowedAddresses.has(address)) return;
  const text = `访问ip不在白名单之中,request ip=${address} appKey(${app.appKey})`;
  throw gatewayRefusal(path, 'address', text);
}

/** Step 6: what was granted may take its time to be in effect (fact sheet 14.6). @throws Refusal 60011 */
export function grantedPermission(world: World, { app }: Caller, { path, permission }: Endpoint): void {
  const since = app.scopes.get(permission);
  if (since !== undefined && since <= world.now()) return;
  const link = `https://open-dev.dingtalk.com/appscope/apply?content=${app.appKey}%23${permission}`;
  const text = `应用尚未开通所需的权限：[${permission}]，点击链接申请并开通即可：${link}, {requiredScopes=[${permission}]}`;
  throw gatewayRefusal(path, 'permission', text, { accessdenieddetail: { requiredScopes: [permission] } });
}
