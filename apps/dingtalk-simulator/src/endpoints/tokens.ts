import type { App, Organisation } from '../organisation.js';
import { Refusal } from '../refusal.js';
import type { World } from '../world.js';

const lifetimeMs = 7_200_000;

/** The app's token: the same string while it lasts, its life renewed (fact sheet 1.4), or a new one by flag. */
export function issueToken(world: World, app: App, org: Organisation): string {
  const now = world.now();
  if (!app.token || app.token.expiresAt <= now || world.variants.tokenMode === 'rotate') {
    app.token = { value: world.random.text(32, '0123456789abcdef'), expiresAt: now };
    world.tokens.set(app.token.value, { app, org });
  }
  app.token.expiresAt = now + lifetimeMs;
  return app.token.value;
}

/** Who a token belongs to. @throws Refusal 88/40000 without one, 88/40014 for an unknown or expired one */
export function openToken(
  world: World,
  token: string | undefined,
): { readonly app: App; readonly org: Organisation } {
  if (!token) throw new Refusal('40000', true);
  const found = world.tokens.get(token);
  if (!found || (found.app.token?.expiresAt ?? 0) <= world.now()) throw new Refusal('40014', true);
  return found;
}
