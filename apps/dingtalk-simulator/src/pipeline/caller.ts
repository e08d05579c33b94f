import { generationOf } from '../endpoints/endpoint.js';
import { Refusal } from '../refusal.js';
import type { Caller, World } from '../world.js';
import { formOf } from './body.js';
import type { Incoming } from './call.js';
import { gatewayRefusal } from './gateway-refusal.js';

/** Step 4: in the query or the form on the old host, in the header on the new one (fact sheet 1.1). @throws Refusal */
export function callerOf(world: World, { path, query, text, tokenHeader }: Incoming): Caller {
  const token =
    generationOf(path) === 'new' ? tokenHeader : (query.access_token ?? formOf(text).access_token);
  if (!token) throw gatewayRefusal(path, 'tokenMissing');
  const found = world.tokens.get(token);
  if (!found) throw gatewayRefusal(path, 'tokenInvalid');
  if (found.expiresAt <= world.now()) {
    const told = world.variants.expiredLegacyToken === '42001' ? 'tokenExpired' : 'tokenInvalid';
    throw gatewayRefusal(path, told);
  }
  return found;
}

/** An app that was stopped calls no more. @throws Refusal 50003 */
export function runningApp({ app }: Caller): void {
  if (app.stopped) throw new Refusal('50003');
}
