import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { takeStreams } from '#store';
import type { Store } from '#store';
import { holdRows } from '../support/hold-rows.js';
import { queryDatabase } from '../support/query-database.js';
import { begin, dueOf, namesOf, openMirror, read, verdicts } from '../support/read-mirror.js';
import { withStore } from '../support/with-store.js';

let store: Store;
let url: string;
withStore((opened, at) => {
  store = opened;
  url = at;
});

describe('a reading, and what is told of meanwhile,', () => {
  it('does not undo what an event has told since it was read', async () => {
    const { of, person } = await openMirror(store);
    await read(of, [person('a', '1')]);
    await read(of, [person('a', 'old')], async () => {
      await of.mirror.publish(await dueOf(of, 'a'), person('a', 'new'), 0);
    });
    expect(await namesOf(of)).toEqual([['a', 'new']]);
  });

  it('does not bring back who has left since he was met, or is just being read', async () => {
    const { of, person } = await openMirror(store);
    const [a, b] = [person('a', '1'), person('b', '2')];
    await read(of, [a, b, person('c', '3')]);
    await begin(of);
    const [met, late] = await of.crawl.claim(['scope', 'members'], 2);
    await of.crawl.commit(met!, { found: [a] });
    for (const id of ['a', 'b']) await of.mirror.publish(await dueOf(of, id), null, 0);
    await of.crawl.commit(late!, { found: [b, person('c', '4')] });
    expect(await of.crawl.moveOn(verdicts)).toBe('published');
    expect(await namesOf(of)).toEqual([['c', '4']]);
  });

  it('is not kept from being shown by a look that began before it and ends after it', async () => {
    const { of, person } = await openMirror(store);
    await read(of, [person('a', '1')]);
    const early = await dueOf(of, 'a');
    await read(of, [person('a', 'new')], () => of.mirror.publish(early, person('a', 'stale'), 0));
    expect(await namesOf(of)).toEqual([['a', 'new']]);
    await of.mirror.publish(early, null, 0);
    expect(await namesOf(of)).toEqual([['a', 'new']]);
  });

  it('is not kept from being shown by what follows from what was read before', async () => {
    const { id, of, person } = await openMirror(store);
    await read(of, [person('a', '1')]);
    const [{ at } = { at: '' }] = await queryDatabase<{ at: string }>(
      url,
      `select observed_at::text as at from mirrored where connection_id = $1`,
      [id],
    );
    const reshape = () => of.mirror.reshape([{ mirrored: person('a', 'reshaped'), observedAt: at }]);
    await read(of, [person('a', 'new')], async () => {
      await reshape();
      expect(await namesOf(of)).toEqual([['a', 'reshaped']]);
    });
    await reshape();
    expect(await namesOf(of)).toEqual([['a', 'new']]);
  });

  it('keeps neither events from being written down nor the Stream from its holder', async () => {
    const { id, of, person } = await openMirror(store);
    const holder = randomUUID();
    await takeStreams(store.database, holder, 60_000);
    await read(of, [person('a', '1')]);
    const held = await holdRows(store, 'select from resource where connection_id = $1 for update', [id]);
    const shown = read(of, [person('a', '2')]);
    await held.waitedFor(1);
    expect(await of.mirror.hear('e', [{ kind: 'account', externalId: 'a' }])).toBe(true);
    expect(await takeStreams(store.database, holder, 60_000)).toContain(id);
    await held.letGo();
    expect(await shown).toBe('published');
  });

  it('is cleared away when it is over, and until then no look goes by it', async () => {
    const { id, of, person } = await openMirror(store);
    await read(of, [person('a', '1')]);
    await of.mirror.publish(await dueOf(of, 'a'), person('a', '2'), 0);
    expect((await of.mirror.known('account', ['a'])).get('a')).toMatchObject({ jobNumber: '2' });
    const staged = () => queryDatabase(url, 'select from mirror_staged where connection_id = $1', [id]);
    expect(await staged()).toHaveLength(1);
    await of.crawl.clear();
    expect(await staged()).toHaveLength(0);
    await begin(of);
    const [step] = await of.crawl.claim(['scope'], 1);
    await of.crawl.commit(step!, { found: [person('a', '3')] });
    await of.crawl.clear();
    expect(await staged()).toHaveLength(1);
  });
});

describe("a Stream's lease", () => {
  it('is kept although somebody writes to the mirror just then', async () => {
    const { id } = await openMirror(store);
    const holder = randomUUID();
    await takeStreams(store.database, holder, 60_000);
    const held = await holdRows(store, 'update mirror set heard_at = now() where connection_id = $1', [id]);
    const kept = takeStreams(store.database, holder, 60_000);
    await held.waitedFor(1);
    await held.letGo();
    expect(await kept).toContain(id);
  });
});
