import { describe, expect, it } from '@jest/globals';
import type { PaceSlot } from '#store';
import { PacedLane } from '../../apps/dingtalk-pusher/src/pace/paced-lane.js';
import type { Reserve, SlotWish } from '../../apps/dingtalk-pusher/src/pace/paced-lane.js';
import { StoreClock } from '../../apps/dingtalk-pusher/src/pace/store-clock.js';
import { VirtualTime } from '../support/virtual-time.js';

const apart = 50;
const usual: SlotWish = { apartMs: apart, urgent: false };
const leaver: SlotWish = { apartMs: apart, urgent: true };

/** A lane over a store that gives even slots, in virtual time; what it does is written down. */
function rig(also: { readonly firstSlot?: number; readonly lateness?: (at: number) => number } = {}) {
  const time = new VirtualTime();
  let next = also.firstSlot ?? 0;
  const asks: { readonly at: number; readonly aheadMs: number }[] = [];
  const reserve: Reserve = async ({ aheadMs }) => {
    asks.push({ at: time.now(), aheadMs });
    const now = time.now();
    const slot = Math.max(next, now);
    const granted = slot < now + aheadMs;
    if (granted) next = slot + apart;
    await time.sleep(0);
    return { granted, now, slot } satisfies PaceSlot;
  };
  const clock = {
    now: () => time.now(),
    sleep: (ms: number) => time.sleep(ms + (also.lateness?.(time.now() + ms) ?? 0)),
  };
  const lane = new PacedLane(reserve, clock, new StoreClock());
  const calls: { readonly who: string; readonly at: number }[] = [];
  const refused: { readonly who: string; readonly at: number; readonly error: unknown }[] = [];
  const want = (who: string, wish = usual) =>
    void lane.slot(wish).then(
      () => calls.push({ who, at: time.now() }),
      (error: unknown) => refused.push({ who, at: time.now(), error }),
    );
  return { time, lane, asks, calls, refused, want };
}

describe('a process at a lane', () => {
  it('gives slots to who came first, one at a time', async () => {
    const { time, calls, want } = rig();
    for (const who of ['a', 'b', 'c']) want(who);
    await time.passUntil(1_000);
    expect(calls).toEqual([
      { who: 'a', at: 0 },
      { who: 'b', at: 50 },
      { who: 'c', at: 100 },
    ]);
  });

  it('holds five slots at the most, whoever waits', async () => {
    const { time, asks, lane, calls, want } = rig();
    for (let n = 0; n < 100; n += 1) want(String(n));
    await time.passUntil(0);
    expect(calls).toHaveLength(1);
    expect(asks).toHaveLength(6);
    await time.passUntil(6_000);
    expect(calls).toHaveLength(100);
    expect(asks).toHaveLength(100);
    expect(lane.idle).toBe(true);
  });

  it('gives the next slot to a leaver, although it was asked for by others', async () => {
    const { time, calls, want } = rig();
    for (let n = 0; n < 100; n += 1) want(String(n));
    await time.passUntil(120);
    want('leaver', leaver);
    want('second leaver', leaver);
    await time.passUntil(210);
    expect(calls.slice(-2)).toEqual([
      { who: 'leaver', at: 150 },
      { who: 'second leaver', at: 200 },
    ]);
  });

  it('leaves what lies more than a second ahead to leavers', async () => {
    const { time, asks, calls, want } = rig({ firstSlot: 1_500 });
    want('a');
    await time.passUntil(400);
    expect(asks).toEqual([{ at: 0, aheadMs: 1_000 }]);
    want('leaver', leaver);
    await time.passUntil(3_000);
    expect(calls.map(({ who }) => who)).toEqual(['leaver', 'a']);
    expect(calls[0]?.at).toBe(1_500);
  });

  it('gives a slot up that it comes too late to, and takes the next', async () => {
    const { time, calls, want } = rig({ lateness: (at) => (at === 50 ? 13 : 0) });
    for (const who of ['a', 'b', 'c']) want(who);
    await time.passUntil(1_000);
    expect(calls).toEqual([
      { who: 'a', at: 0 },
      { who: 'b', at: 100 },
      { who: 'c', at: 150 },
    ]);
  });

  it('uses a slot that it comes a little late to, and the ones after keep their time', async () => {
    const { time, calls, want } = rig({ lateness: (at) => (at === 50 ? 11 : 0) });
    for (const who of ['a', 'b', 'c']) want(who);
    await time.passUntil(1_000);
    expect(calls.map(({ at }) => at)).toEqual([0, 61, 100]);
  });

  it('lets nobody wait for a ban to end', async () => {
    const { time, refused, lane, want } = rig({ firstSlot: 300_000 });
    for (const who of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) want(who);
    await time.passUntil(10);
    expect(refused).toHaveLength(7);
    for (const { error } of refused) expect(error).toMatchObject({ name: 'PaceExhausted', waitMs: 300_000 });
    expect(lane.idle).toBe(true);
  });

  it('tells those who wait longer than ten seconds in the line that it is too long', async () => {
    const { time, calls, refused, want } = rig();
    for (let n = 0; n < 300; n += 1) want(String(n));
    await time.passUntil(20_000);
    expect(calls.length + refused.length).toBe(300);
    expect(calls.length).toBeGreaterThanOrEqual(200);
    expect(calls.length).toBeLessThan(206);
    for (const { at, error } of refused) {
      expect(error).toMatchObject({ name: 'PaceExhausted' });
      expect(at).toBeLessThan(10_300);
    }
  });
});
