import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { ConnectionId } from '#common';
import type { ClaimedSource, RunEnd, RunProgress, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
}, 60_000);

const leaseMs = 60_000;
const sql = (text: string, id: ConnectionId) => store.database.orm.query<unknown[]>(text, [id]);
const progress = (state: RunProgress['state'] = 'reading'): RunProgress => {
  const read = { pages: 1, usersRead: 3, groupsRead: 0, usersTotal: 3, groupsTotal: null };
  return { state, ...read, toChange: 2, changed: 0, deleted: 0, blocked: 0, missing: 0 };
};
const endOf = (claimed: ClaimedSource, changed: Partial<RunEnd> = {}): RunEnd => ({
  state: 'done',
  reading: 'full',
  nextAt: null,
  claimedAt: claimed.now,
  asked: claimed.asked,
  since: {},
  unreliable: false,
  readFrom: 'https://scim.example.com',
  pages: null,
  tagsUnreliable: false,
  ...changed,
});

/** A connection with a Source that is read on demand only. */
async function scene() {
  const { id } = await createConnection(store);
  const source = {
    baseUrl: 'https://scim.example.com',
    authShown: {},
    access: {},
    settings: {},
    nextAt: null,
  };
  await store.sources.save(id, source);
  const { sources } = store;
  const { pulled } = store.of(id);
  return {
    id,
    pulled,
    ask: () => sources.ask(id, { askedBy: 'admin:test', full: false }),
    claim: () => sources.claim(id, leaseMs),
    due: async () => (await sources.due()).includes(id),
    expire: () =>
      sql(`update source set lease_until = now() - interval '1 second' where connection_id = $1`, id),
    begin: async () => {
      const run = randomUUID();
      await pulled.beginRun({ id: run, askedBy: 'admin:test', reading: 'full' });
      return run;
    },
  };
}

describe('a Source', () => {
  it('is held by one of many that want it, whichever replica they are on', async () => {
    const { ask, claim, due } = await scene();
    expect(await claim()).toBeUndefined();
    await ask();
    const claims = await Promise.all(Array.from({ length: 12 }, claim));
    expect(claims.filter((one) => one !== undefined)).toHaveLength(1);
    expect(await due()).toBe(false);
  });

  it('whose holder has gone is taken over by the next, and the one before writes nothing any more', async () => {
    const { ask, claim, expire, begin, pulled, due } = await scene();
    await ask();
    const first = (await claim())!;
    const run = await begin();
    await pulled.beat({ runId: run, epoch: first.epoch }, leaseMs, progress('applying'));
    await expire();
    expect(await due()).toBe(true);
    const second = (await claim())!;
    expect(second.epoch).toBeGreaterThan(first.epoch);

    expect(await pulled.beat({ runId: run, epoch: first.epoch }, leaseMs, progress())).toBeUndefined();
    await pulled.finishRun({ runId: run, epoch: first.epoch }, endOf(first, { state: 'failed' }));
    expect(await pulled.openRun()).toMatchObject({ id: run, state: 'applying', toChange: 2 });
    await pulled.finishRun({ runId: run, epoch: second.epoch }, endOf(second));
    expect(await pulled.openRun()).toBeUndefined();
    expect(await due()).toBe(false);
  });

  it('is read again for whoever asked while it was read, and once for each wish', async () => {
    const { ask, claim, begin, pulled, due } = await scene();
    for (let times = 0; times < 20; times += 1) {
      await ask();
      const claimed = (await claim())!;
      const run = await begin();
      if (times % 2 === 1) await ask();
      await pulled.finishRun({ runId: run, epoch: claimed.epoch }, endOf(claimed));
      expect(await due()).toBe(times % 2 === 1);
      if (times % 2 === 0) continue;
      const again = (await claim())!;
      const second = await begin();
      await pulled.finishRun({ runId: second, epoch: again.epoch }, endOf(again));
      expect(await due()).toBe(false);
    }
  });

  it('that is entered at another address while it is read is not known to have been read from there', async () => {
    const { id, ask, claim, begin, pulled } = await scene();
    await ask();
    const claimed = (await claim())!;
    const run = await begin();
    const source = { authShown: {}, access: {}, settings: {}, nextAt: null };
    await store.sources.save(id, { ...source, baseUrl: 'https://other.example.com' });
    const learnt = { since: { User: '2026-01-01T00:00:00Z' }, unreliable: true, tagsUnreliable: true };
    await pulled.finishRun({ runId: run, epoch: claimed.epoch }, endOf(claimed, learnt));
    expect(await store.sources.read(id)).toMatchObject({
      baseUrl: 'https://other.example.com',
      readBase: 'https://scim.example.com',
      since: {},
      delta: 'unknown',
    });
  });

  it('that is paused begins no run, and a run that was left in the middle is still ended by somebody', async () => {
    const { id, ask, claim, begin, pulled, expire, due } = await scene();
    await ask();
    const claimed = (await claim())!;
    const run = await begin();
    await store.sources.pause(id, true, null);
    expect(await store.sources.ask(id, { askedBy: 'admin:test', full: false })).toBe(false);
    await expire();
    expect(await due()).toBe(true);
    const next = (await claim())!;
    await pulled.finishRun({ runId: run, epoch: next.epoch }, endOf(next, { nextAt: claimed.now }));
    expect(await due()).toBe(false);
    expect((await store.sources.read(id))?.nextAt).toBeNull();
    await store.sources.pause(id, false, claimed.now);
    expect(await due()).toBe(true);
  });
});
