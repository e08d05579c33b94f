import { describe, expect, it, jest } from '@jest/globals';
import type { NewStep, Step, Store } from '#store';
import { holdRows } from '../support/hold-rows.js';
import { begin, openMirror } from '../support/read-mirror.js';
import { withStandingDeadlocks } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStandingDeadlocks((opened) => {
  store = opened;
});

describe('steps of a reading that are committed at once', () => {
  it('and have the same people asked for, each in its order, do not wait for each other', async () => {
    const { id, of } = await openMirror(store);
    await begin(of);
    const [one, other] = (await of.crawl.claim(['scope', 'members'], 2)) as [Step, Step];
    const next = ['a', 'b', 'c'].map((subject): NewStep => ({ kind: 'person', subject }));
    const added = `insert into mirror_step (connection_id, kind, subject) values ($1, 'person', 'b')`;
    const held = await holdRows(store, added, [id]);
    const both = [of.crawl.commit(one, { next }), of.crawl.commit(other, { next: [...next].reverse() })];
    await held.waitedFor(both.length);
    await held.letGo();
    await Promise.all(both);
    expect(await of.crawl.claim(['person'], 9)).toHaveLength(next.length);
  });

  it('and find the same people do not wait for each other, though one asks for what the other ends', async () => {
    const { id, of, person } = await openMirror(store);
    await begin(of);
    const [one, other] = (await of.crawl.claim(['scope', 'members'], 2)) as [Step, Step];
    const [a, b] = [person('a', '1'), person('b', '2')];
    const staged = `insert into mirror_staged (connection_id, kind, external_id, observed_at) values ($1, 'account', 'a', now())`;
    const held = await holdRows(store, staged, [id]);
    const ended = of.crawl.commit(one, { found: [a, b] });
    await held.waitedFor(1);
    const asked = of.crawl.commit(other, { found: [b], next: [one] });
    await held.waitedFor(2);
    await held.letGo();
    await Promise.all([ended, asked]);
    expect(await of.crawl.claim(['scope', 'members'], 2)).toHaveLength(1);
  });

  it('and a reading that is thrown away meanwhile do not wait for each other', async () => {
    const { id, of } = await openMirror(store);
    await begin(of);
    const [one] = (await of.crawl.claim(['scope'], 1)) as [Step];
    const held = await holdRows(store, 'select from mirror where connection_id = $1 for update', [id]);
    const discarded = of.crawl.discard(0);
    await held.waitedFor(1);
    const seen = of.crawl.commit(one, { partial: true });
    await held.waitedFor(2);
    await held.letGo();
    await seen;
    expect(await discarded).toBe(true);
  });
});
