import { describe, expect, it } from '@jest/globals';
import type { Store } from '#store';
import { simulate } from '../bench/pace/simulate.js';
import { windowKinds } from '../bench/pace/window.js';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
});

const scenes = [20, 40].flatMap((allowed) =>
  windowKinds.flatMap((window) => [1, 2, 3, 4].map((replicas) => ({ replicas, allowed, window }))),
);

// Virtual time: the statement and the lanes are the product's own.
describe('replicas that call as fast as they may, in virtual time', () => {
  it.each(scenes)(
    '$replicas of them, $allowed calls a second, $window seconds: at least 0.95 are used, none is throttled',
    async (scene) => {
      const seen = await simulate(store.database, { ...scene, seconds: 10, networkMs: 20 });
      expect(seen.throttled).toBe(0);
      expect(seen.utilisation).toBeGreaterThanOrEqual(0.95);
    },
  );
});
