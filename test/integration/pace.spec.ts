import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { reserveSlot, restAddress, restApp, slowLane } from '#store';
import type { PaceLane, PaceTerms, Store } from '#store';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
});

let lane: PaceLane;
let terms: PaceTerms;
beforeEach(() => {
  lane = { baseUrl: 'http://pace', appKey: randomUUID(), api: '/topapi/v2/user/get' };
  terms = { apartMs: 50, egress: randomUUID(), egressApartMs: 1, aheadMs: 10_000, graceMs: 8 };
});

const start = Date.UTC(2030, 0, 1);
/** Reserves at an instant after the start; tells when the slot is, after the start too. */
async function slotAt(at: number, changes: Partial<PaceTerms & PaceLane> = {}) {
  const { granted, slot } = await reserveSlot(
    store.database,
    { ...lane, ...changes },
    { ...terms, ...changes },
    start + at,
  );
  return { granted, slot: Math.round((slot - start) * 10) / 10 };
}
const several = async (count: number, at: number, changes: Partial<PaceTerms & PaceLane> = {}) => {
  const slots: number[] = [];
  for (let n = 0; n < count; n += 1) slots.push((await slotAt(at, changes)).slot);
  return slots;
};

describe('the slots of a lane', () => {
  it('lie evenly apart, however they are asked for', async () => {
    expect(await several(4, 0)).toEqual([0, 50, 100, 150]);
    expect(await several(2, 170)).toEqual([200, 250]);
  });

  it.each([
    { reason: 'a slot that nobody took in time keeps the even steps', at: 57, slot: 50 },
    { reason: 'a lane that was idle begins where it is asked', at: 59, slot: 59 },
  ])('$reason', async ({ at, slot }) => {
    await slotAt(0);
    expect(await slotAt(at)).toEqual({ granted: true, slot });
    expect((await slotAt(at)).slot).toBe(slot + 50);
  });

  it('are given to many who ask at once, none twice', async () => {
    const slots = await Promise.all(Array.from({ length: 40 }, () => slotAt(0)));
    const sorted = slots.map(({ slot }) => slot).sort((a, b) => a - b);
    expect(sorted).toEqual(Array.from({ length: 40 }, (_, n) => n * 50));
  });

  it('are not taken when they lie too far ahead', async () => {
    expect(await several(3, 0, { aheadMs: 120 })).toEqual([0, 50, 100]);
    expect(await slotAt(0, { aheadMs: 120 })).toEqual({ granted: false, slot: 150 });
    expect(await slotAt(0)).toEqual({ granted: true, slot: 150 });
  });

  it('stay evenly apart where the address is what they wait for', async () => {
    const other = { api: '/other', apartMs: 1, egressApartMs: 100 };
    expect(await several(5, 0, other)).toEqual([0, 100, 200, 300, 400]);
    const kept = await several(3, 0);
    expect(kept[0]).toBe(500);
    expect(kept.slice(1)).toEqual([550, 600]);
  });

  it('are refused until the end of a ban of the address, whatever the app', async () => {
    await slotAt(0);
    await restAddress(store.database, terms.egress, 300_000);
    const now = Date.now() - start;
    for (const appKey of [lane.appKey, randomUUID()]) {
      const { granted, slot } = await slotAt(now, { appKey });
      expect(granted).toBe(false);
      expect(slot - now).toBeGreaterThan(295_000);
    }
    expect((await slotAt(now + 299_000)).slot - now).toBeGreaterThan(299_000);
    expect((await slotAt(now, { appKey: randomUUID(), egress: randomUUID() })).granted).toBe(true);
  });

  it('are refused until the end of a ban of the app, whatever the API, and to no other app', async () => {
    await restApp(store.database, lane, 60_000);
    const now = Date.now() - start;
    for (const api of [lane.api, '/other']) expect((await slotAt(now, { api })).granted).toBe(false);
    expect((await slotAt(now, { appKey: randomUUID() })).granted).toBe(true);
    const later = await slotAt(now + 55_000);
    expect(later.granted).toBe(true);
    expect(later.slot - now).toBeGreaterThan(59_000);
  });
});

describe('a throttled lane', () => {
  const distance = async (at: number) => {
    const [first = 0, second = 0] = await several(2, at);
    return second - first;
  };
  const throttle = (at: number) => slowLane(store.database, lane, 1_000, start + at);

  it('is silent as long as it was told, then a step slower', async () => {
    await slotAt(0);
    await throttle(0);
    expect(await several(3, 10)).toEqual([1_000, 1_052.5, 1_105]);
  });

  it('slows down once for calls that were throttled together, again for later ones, to a quarter at most', async () => {
    await Promise.all([throttle(0), throttle(10), throttle(900)]);
    expect(await distance(5_000)).toBeCloseTo(52.5);
    await throttle(6_000);
    expect(await distance(10_000)).toBeCloseTo(55.1);
    for (let at = 11_000; at < 60_000; at += 1_500) await throttle(at);
    expect(await distance(65_000)).toBe(200);
  });

  it('comes back step by step to the usual distance, and not beyond', async () => {
    await throttle(0);
    expect(await distance(29_000)).toBeCloseTo(52.5);
    expect(await distance(31_000)).toBeCloseTo(51.4);
    expect(await distance(61_000)).toBeCloseTo(50.4);
    expect(await distance(95_000)).toBe(50);
  });
});
