import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { streamOpened, takeStreams } from '#store';
import type { DueSubject, Store } from '#store';
import { queryDatabase } from '../support/query-database.js';
import { namesOf, openMirror, read, verdicts } from '../support/read-mirror.js';
import { withStore } from '../support/with-store.js';

let store: Store;
let url: string;
withStore((opened, at) => {
  store = opened;
  url = at;
});

describe('a reading that is shown', () => {
  it('lets people change names with each other, and tells namesakes apart', async () => {
    const { of, person } = await openMirror(store);
    await read(of, [person('a', '1'), person('b', '2')]);
    expect(await namesOf(of)).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    await read(of, [person('a', '2'), person('b', '1')]);
    expect(await namesOf(of)).toEqual([
      ['a', '2'],
      ['b', '1'],
    ]);
    await read(of, [person('a', '2'), person('b', '2')]);
    expect(await namesOf(of)).toEqual([
      ['a', '2'],
      ['b', 'b'],
    ]);
  });

  it('asks for whoever it has not met, and shows nothing until that is answered', async () => {
    const { of, person } = await openMirror(store);
    await read(of, [person('a', '1'), person('b', '2')]);
    expect(await read(of, [person('a', '3')])).toBe('confirming');
    expect(await namesOf(of)).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    const [step] = await of.crawl.claim(['suspect-account'], 5);
    expect(step).toMatchObject({ subject: 'b' });
    await of.crawl.commit(step!, { absent: [{ kind: 'account', externalId: 'b' }] });
    expect(await of.crawl.moveOn(verdicts)).toBe('published');
    expect(await namesOf(of)).toEqual([['a', '3']]);
  });

  it('is gone on with by another process when one was killed', async () => {
    const { id, of, person } = await openMirror(store);
    await of.mirror.begin();
    const [left] = await of.crawl.claim(['scope'], 1);
    expect(await of.crawl.claim(['scope'], 1)).toEqual([]);
    await queryDatabase(url, `update mirror_step set lease_until = now() where connection_id = $1`, [id]);
    const [again] = await of.crawl.claim(['scope'], 1);
    await of.crawl.commit(again!, { found: [person('a', '1')] });
    // Who was thought dead comes too late: what it read is not written.
    await of.crawl.commit(left!, { found: [person('z', '9')] });
    await of.crawl.moveOn(verdicts);
    expect(await namesOf(of)).toEqual([['a', '1']]);
  });
});

describe('an event', () => {
  it('is noted once, and one that comes while it is looked at has it looked at again', async () => {
    const { of } = await openMirror(store);
    const subject = { kind: 'account', externalId: 'a' } as const;
    expect(await of.mirror.hear('e1', [subject])).toBe(true);
    expect(await of.mirror.hear('e1', [subject])).toBe(false);
    const [due] = (await of.mirror.claimDue(5)) as readonly [DueSubject];
    await of.mirror.hear('e2', [subject]);
    await of.mirror.publish(due, null, 0);
    expect(await of.mirror.claimDue(5)).toHaveLength(1);
  });
});

describe('the Stream of a connection', () => {
  it('is one process’s, and another’s once that has fallen silent', async () => {
    const { id } = await openMirror(store);
    const [one, other] = [randomUUID(), randomUUID()];
    expect(await takeStreams(store.database, one, 60_000)).toContain(id);
    expect(await streamOpened(store.database, id, one)).toBe(false);
    expect(await takeStreams(store.database, other, 60_000)).not.toContain(id);
    await queryDatabase(url, `update mirror set stream_until = now() where connection_id = $1`, [id]);
    expect(await takeStreams(store.database, other, 60_000)).toContain(id);
    expect(await takeStreams(store.database, one, 60_000)).not.toContain(id);
  });
});
