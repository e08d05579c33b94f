import type { World } from '../world.js';

/** Whether reads show it already (fact sheet 11.4, 14.6). */
export function isSeen(world: World, { createdAt }: { readonly createdAt: number }): boolean {
  return (
    world.variants.readAfterWriteLagMs === 0 || world.now() - createdAt >= world.variants.readAfterWriteLagMs
  );
}
