import { describe, expect, it } from '@jest/globals';
import type { ConnectionId } from '#common';
import type { Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
});

const refusal = { reason: 'badCredentials', code: '40089' } as const;
const quarantined = async () => {
  const { id } = await createConnection(store);
  await store.connections.quarantine(id, refusal);
  return id;
};
const probeIsDue = (id: ConnectionId) =>
  store.database.orm.query('update connection set probe_at = now() where id = $1', [id]);
/** Seconds from now until the next look. */
const nextProbeIn = async (id: ConnectionId) => {
  const { quarantine } = await store.connections.troubles(id);
  return Math.round(((quarantine?.nextProbeAt?.getTime() ?? 0) - Date.now()) / 1_000);
};
const take = async (id: ConnectionId) => {
  await probeIsDue(id);
  return (await store.connections.takeProbes(100)).find((taken) => taken.id === id)!;
};
const around = (seconds: number) => (seconds > 0 ? [seconds - 5, seconds + 5] : [0, 0]);
const expectProbeIn = async (id: ConnectionId, seconds: number) => {
  const [least, most] = around(seconds) as [number, number];
  const found = await nextProbeIn(id);
  expect(found).toBeGreaterThanOrEqual(least);
  expect(found).toBeLessThanOrEqual(most);
};

describe('a quarantine', () => {
  it('tells why, since when, and when it is tried next whether that is over', async () => {
    const { id } = await createConnection(store);
    expect(await store.connections.troubles(id)).toEqual({ lanes: [] });
    const address = '203.0.113.7';
    await store.connections.quarantine(id, { reason: 'ipNotAllowed', code: '60020', address });
    const { quarantine } = await store.connections.troubles(id);
    expect(quarantine).toMatchObject({ reason: 'ipNotAllowed', code: '60020', address, failedProbes: 0 });
    expect(quarantine?.since).toBeInstanceOf(Date);
    await expectProbeIn(id, 60);
  });

  it('begins once, however many calls are refused at the same moment', async () => {
    const { id } = await createConnection(store);
    const begun = await Promise.all(
      Array.from({ length: 5 }, () => store.connections.quarantine(id, refusal)),
    );
    expect(begun.filter(Boolean)).toHaveLength(1);
  });

  it('is probed by one of several replicas', async () => {
    const id = await quarantined();
    await probeIsDue(id);
    const taken = await Promise.all(Array.from({ length: 4 }, () => store.connections.takeProbes(100)));
    expect(taken.flat().filter((probe) => probe.id === id)).toHaveLength(1);
  });

  it('is probed ever more rarely while the answer is no', async () => {
    const id = await quarantined();
    for (const seconds of [120, 240, 480]) {
      await store.connections.probed(await take(id), refusal);
      await expectProbeIn(id, seconds);
    }
    const { quarantine } = await store.connections.troubles(id);
    expect(quarantine?.failedProbes).toBe(3);
  });

  it('stays as it is while nobody knows: an unknown is neither a yes nor another no', async () => {
    const id = await quarantined();
    await store.connections.probed(await take(id));
    await expectProbeIn(id, 60);
    const { quarantine } = await store.connections.troubles(id);
    expect(quarantine).toMatchObject({ ...refusal, failedProbes: 0 });
  });

  it('tells the newest reason', async () => {
    const id = await quarantined();
    const address = '203.0.113.7';
    await store.connections.probed(await take(id), { reason: 'ipNotAllowed', code: '60020', address });
    expect((await store.connections.troubles(id)).quarantine).toMatchObject({
      reason: 'ipNotAllowed',
      address,
    });
    await store.connections.probed(await take(id), refusal);
    expect((await store.connections.troubles(id)).quarantine).toMatchObject({ ...refusal, address: null });
  });

  it('that comes back soon goes on where it was; one that comes back late begins anew', async () => {
    const id = await quarantined();
    await store.connections.probed(await take(id), refusal);
    expect(await store.connections.release(id)).toBe(true);
    await store.connections.quarantine(id, refusal);
    await expectProbeIn(id, 120);
    await store.connections.release(id);
    await store.database.orm.query(
      `update connection set healed_at = now() - interval '11 minutes' where id = $1`,
      [id],
    );
    await store.connections.quarantine(id, refusal);
    await expectProbeIn(id, 60);
  });

  it('is over once: who comes late to end it is told so', async () => {
    const id = await quarantined();
    const probe = await take(id);
    expect(await store.connections.release(id)).toBe(true);
    expect(await store.connections.release(id)).toBe(false);
    await store.connections.probed(probe, refusal);
    expect(await store.connections.find(id)).toMatchObject({ state: 'active' });
    expect(await store.connections.troubles(id)).toEqual({ lanes: [] });
  });
});

describe('a lane that trouble has stopped', () => {
  const refused = { reason: 'refused:qyapi_get_member', forMs: 60_000, trouble: true };

  it('counts calls that fail together as one failure, and the next after the rest as another', async () => {
    const { id } = await createConnection(store);
    const { links } = store.of(id);
    for (let n = 0; n < 5; n += 1) await links.stopLane('people', refused);
    expect(await links.laneFailures('people')).toBe(1);
    await store.database.orm.query('update lane_state set not_before = now() where connection_id = $1', [id]);
    await links.stopLane('people', refused);
    expect(await links.laneFailures('people')).toBe(2);
  });

  it('tells since when: the first failure of all in a row, until it has recovered', async () => {
    const { id } = await createConnection(store);
    const { links } = store.of(id);
    await links.stopLane('people', refused);
    const [first] = (await store.connections.troubles(id)).lanes;
    await store.database.orm.query('update lane_state set not_before = now() where connection_id = $1', [id]);
    await links.stopLane('people', refused);
    const [second] = (await store.connections.troubles(id)).lanes;
    expect(second).toMatchObject({
      lane: 'people',
      reason: refused.reason,
      failures: 2,
      since: first?.since,
    });
    await links.resumeLane('people');
    expect((await store.connections.troubles(id)).lanes).toEqual([]);
  });

  it('that only waits for its turn has not failed', async () => {
    const { id } = await createConnection(store);
    await store.of(id).links.stopLane('people', { reason: 'pace', forMs: 60_000, trouble: false });
    const [lane] = (await store.connections.troubles(id)).lanes;
    expect(lane).toMatchObject({ reason: 'pace', failures: 0, since: null });
  });
});
