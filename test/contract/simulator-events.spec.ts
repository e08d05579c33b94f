import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { dataOf, peopleOf, typesOf } from '../support/stream-frames.js';
import { StreamScene, withStreams } from '../support/stream-scene.js';

let scene: StreamScene;
withStreams((opened) => {
  scene = opened;
});

describe('an acknowledgement', () => {
  it.each([
    { code: 200, data: { status: 'SUCCESS' }, again: false, reason: 'the Node, Go and Java packages' },
    { code: 200, data: { userId: ['ada'] }, again: false, reason: 'the Python package echoes the data' },
    { code: 200, data: { status: 'LATER' }, again: true, reason: 'the Node package asks for it later' },
    { code: 500, data: { status: 'LATER' }, again: true, reason: 'the Go package asks for it later' },
  ])(
    'of code $code with $data has the event pushed again: $again ($reason)',
    async ({ code, data, again }) => {
      const client = await scene.connect();
      await scene.hire('ada');
      const [frame] = await client.events('user_add_org', 1);
      client.acknowledge(frame!, code, data);
      await scene.counted(again ? { refused: 1 } : { acknowledged: 1 });
      await scene.advance(15_000);
      await scene.counted({ redelivered: again ? 1 : 0 });
    },
  );

  it('that gets lost has the event pushed again after 15 s, under the same event id and a new message id', async () => {
    const client = await scene.connect();
    await scene.set({ loseAck: { every: 1 } });
    await scene.hire('ada');
    const [first] = await client.events('user_add_org', 1);
    client.acknowledge(first!);
    await scene.advance(14_000);
    await scene.counted({ pushed: 1, acknowledged: 0 });
    await scene.advance(1_000);
    const [, second] = await client.events('user_add_org', 2);
    expect(second?.headers.eventId).toBe(first?.headers.eventId);
    expect(second?.headers.messageId).not.toBe(first?.headers.messageId);
    await scene.set({ loseAck: 0 });
    client.acknowledge(second!);
    await scene.counted({ acknowledged: 1 });
  });

  it('of an earlier push settles the event as well', async () => {
    const client = await scene.connect();
    await scene.hire('ada');
    const [first] = await client.events('user_add_org', 1);
    await scene.advance(15_000);
    await client.events('user_add_org', 2);
    client.acknowledge(first!);
    await scene.counted({ acknowledged: 1 });
    await scene.advance(15_000);
    await scene.counted({ pushed: 2 });
  });

  it('that never comes has the event given up after as many pushes as are set', async () => {
    const client = await scene.connect();
    await scene.set({ pushes: 2, redeliverAfterMs: 60_000 });
    await scene.hire('ada');
    await client.events('user_add_org', 1);
    await scene.advance(60_000);
    await client.events('user_add_org', 2);
    await scene.advance(60_000);
    await scene.counted({ pushed: 2, givenUp: 1 });
  });

  it('is not missed because of a jump of the clock, in which nobody could send it', async () => {
    const client = await scene.connect();
    await scene.hire('ada');
    await client.events('user_add_org', 1);
    await scene.advance(3_600_000);
    const [, second] = await client.events('user_add_org', 2);
    client.acknowledge(second!);
    await scene.counted({ pushed: 2, acknowledged: 1, givenUp: 0 });
  });

  it('of a SYSTEM frame does no harm', async () => {
    const client = await scene.connect();
    await scene.simulator.post('/__sim/events/end', { appKey: scene.app.appKey });
    const frame = await eventually('disconnect', () =>
      client.frames.find(({ headers }) => headers.topic === 'disconnect'),
    );
    client.acknowledge(frame);
    await scene.advance(30_000);
    await scene.counted({ acknowledged: 0, refused: 0 });
  });
});

describe('an event', () => {
  it.each([
    { whileDisconnected: 'kept', comes: true },
    { whileDisconnected: 'lost', comes: false },
  ])('born while nobody is connected is $whileDisconnected', async ({ whileDisconnected, comes }) => {
    await scene.set({ whileDisconnected });
    const first = await scene.connect();
    await first.close();
    await eventually('closed', async () => (await scene.seen()).open === 0);
    await scene.hire('ada');
    await scene.counted(comes ? { kept: 1 } : { lost: 1 });
    const second = await scene.connect();
    await scene.hire('bob');
    await second.events('user_add_org', comes ? 2 : 1);
    expect(peopleOf(second)).toEqual(comes ? ['ada', 'bob'] : ['bob']);
  });

  it('comes only if its type is ticked', async () => {
    await scene.simulator.post('/__sim/events/types', {
      appKey: scene.app.appKey,
      types: ['org_dept_create'],
    });
    const client = await scene.connect();
    await scene.hire('ada');
    await scene.call('/topapi/v2/department/create', { name: 'Yard', parent_id: 1 });
    await client.events('org_dept_create', 1);
    expect(typesOf(client)).toEqual(['org_dept_create']);
  });

  it("of an app's own call does not come back to it when echoes are off, but what is done by hand does", async () => {
    await scene.set({ echo: false });
    const own = await scene.connect();
    await scene.hire('ada');
    const org = scene.simulator.world.organisations.get(scene.app.org)!;
    org.rename('Renamed by hand');
    await own.events('org_change', 1);
    expect(typesOf(own)).toEqual(['org_change', 'org_dept_modify']);
  });

  it('says who changed somebody by hand', async () => {
    const client = await scene.connect();
    await scene.hire('ada');
    const edit = { act: 'user/update', with: { userid: 'ada', name: 'Ada L.' }, by: 'boss' };
    expect(await scene.simulator.post('/__sim/admin-edit', { org: scene.app.org, ...edit })).toEqual({
      result: null,
    });
    const [changed] = await client.events('user_modify_org', 1);
    expect(dataOf(changed)).toMatchObject({
      eventId: changed?.headers.eventId,
      optStaffId: 'boss',
      diffInfo: [{ userid: 'ada', prev: { name: 'ada' }, curr: { name: 'Ada L.' } }],
    });
    const [added] = await client.events('user_add_org', 1);
    expect(dataOf(added)).not.toHaveProperty('optStaffId');
  });

  it.each([
    {
      chance: { drop: { every: 2 } },
      order: ['a', 'c'],
      counters: { dropped: 2 },
      reason: 'every second is lost',
    },
    { chance: { drop: 1 }, order: [], counters: { dropped: 4 }, reason: 'all are lost' },
    {
      chance: { duplicate: { every: 4 } },
      order: ['a', 'b', 'c', 'd', 'd'],
      counters: { duplicated: 1 },
      reason: 'every fourth comes twice',
    },
    {
      chance: { reorder: { every: 3 } },
      order: ['a', 'b', 'd', 'c'],
      counters: { overtaken: 1 },
      reason: 'every third is overtaken',
    },
  ])('may go astray: $reason', async ({ chance, order, counters }) => {
    await scene.set(chance);
    const client = await scene.connect();
    for (const userid of ['a', 'b', 'c', 'd']) await scene.hire(userid);
    await scene.counted({ born: 4, ...counters });
    await scene.advance(1_000);
    await scene.counted({ pushed: order.length });
    await eventually('all', () => client.frames.length === order.length);
    expect(peopleOf(client)).toEqual(order);
    expect(new Set(client.frames.map(({ headers }) => headers.eventId)).size).toBe(new Set(order).size);
  });

  it('may go astray for one scene.app only', async () => {
    await scene.set({ drop: 1 });
    const client = await scene.connect();
    await scene.simulator.post('/__sim/events/mishaps', { appKey: scene.app.appKey, drop: 0 });
    await scene.hire('a');
    await eventually('it came', () => client.frames.length === 1);
    await scene.set({ drop: 0 });
    await scene.simulator.post('/__sim/events/mishaps', { appKey: scene.app.appKey, drop: { every: 2 } });
    for (const userid of ['b', 'c', 'd']) await scene.hire(userid);
    await scene.counted({ born: 4, dropped: 1 });
    await eventually('the rest', () => client.frames.length === 3);
    expect(peopleOf(client)).toEqual(['a', 'b', 'd']);
    await scene.simulator.post('/__sim/events/mishaps', { appKey: scene.app.appKey });
    await scene.hire('e');
    await eventually('the last', () => client.frames.length === 4);
  });

  it('comes later by the delay that is set, born when it was born', async () => {
    await scene.set({ delayMs: 60_000 });
    const client = await scene.connect();
    await scene.hire('ada');
    await scene.advance(59_000);
    await scene.counted({ born: 1, pushed: 0 });
    await scene.advance(1_000);
    const [frame] = await client.events('user_add_org', 1);
    expect(Number(frame?.headers.time) - Number(frame?.headers.eventBornTime)).toBeGreaterThanOrEqual(60_000);
  });

  it('takes the same way again when the world is reset to the same seed', async () => {
    const run = async () => {
      const reset = await StreamScene.open(scene.simulator, 11);
      await reset.set({ drop: 0.5 });
      const client = await reset.connect();
      scene.opened.push(client);
      for (const userid of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await reset.hire(userid);
      const { dropped } = (await reset.seen()).counters;
      await eventually('the rest', () => client.frames.length === 8 - dropped!);
      return client.frames.map(({ headers, data }) => [headers.eventId, data.replace(/\d{13}/, 'at')]);
    };
    const first = await run();
    expect(await run()).toEqual(first);
    expect(first.length).toBeGreaterThan(0);
    expect(first.length).toBeLessThan(8);
  });
});
