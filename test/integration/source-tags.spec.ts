import { describe, expect, it } from '@jest/globals';
import type { Store } from '#store';
import { person } from '../builders/scim.js';
import { SourceRig } from '../support/source-rig.js';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
}, 60_000);

/** A server with p1 to p7 on three pages that cannot filter, whose pages have tags; everything was read and written. */
async function scene(tags: 'true' | 'one' = 'true') {
  const rig = await SourceRig.open(store, { pageSize: 3 });
  const { remote } = rig;
  Object.assign(remote.habits, { filters: false, tags });
  for (let n = 1; n <= 7; n += 1) remote.putUser(`p${String(n)}`, person());
  expect(await rig.read()).toMatchObject({ state: 'done', reading: 'full', changed: 7 });
  // Only now it is seen that it does not filter.
  expect(await rig.read()).toMatchObject({ state: 'done', reading: 'full', usersRead: 7, changed: 0 });
  remote.unchanged = 0;
  return { rig, remote };
}

const edited = (remote: SourceRig['remote'], id: string) => {
  remote.putUser(id, { ...remote.users.get(id), title: `Captain ${String(remote.asked.length)}` });
};

describe('a Source whose pages have tags', () => {
  it('is not read where they are the same, and nothing is written for it', async () => {
    const { rig, remote } = await scene();
    const before = await rig.rows('source_page');
    expect(before).toHaveLength(4);
    // Three pages of Users and one of Groups.
    expect(await rig.read()).toMatchObject({ state: 'done', reading: 'delta', pages: 4, usersRead: 0 });
    expect(remote.unchanged).toBe(4);
    expect(await rig.rows('source_page')).toEqual(before);
  });

  it('is read where they are other ones: who has changed, and who has come', async () => {
    const { rig, remote } = await scene();
    edited(remote, 'p5');
    expect(await rig.read()).toMatchObject({ state: 'done', reading: 'delta', usersRead: 3, changed: 1 });
    expect(remote.unchanged).toBe(3);
    remote.putUser('p8', person());
    expect(await rig.read()).toMatchObject({ state: 'done', reading: 'delta', usersRead: 8, changed: 1 });
    expect(await rig.read()).toMatchObject({ reading: 'delta', usersRead: 0 });
  });

  it('is read whole where fewer are on its pages than were: who has gone is seen at once', async () => {
    const { rig, remote } = await scene();
    remote.users.delete('p2');
    remote.putUser('p8', person());
    expect(await rig.read()).toMatchObject({
      state: 'done',
      reading: 'full',
      usersRead: 7,
      changed: 1,
      deleted: 1,
    });
    expect(await rig.read()).toMatchObject({ reading: 'delta', usersRead: 0 });
  });

  it('is read whole on the slower cadence, and where somebody asks for that, whatever the tags say', async () => {
    const { rig, remote } = await scene();
    expect(await rig.read(true)).toMatchObject({ reading: 'full', usersRead: 7 });
    await rig.save({ pageSize: 3, fullEveryHours: 0 });
    expect(await rig.read()).toMatchObject({ reading: 'full', usersRead: 7 });
    expect(remote.unchanged).toBe(0);
  });

  it.each([
    ['somebody else is let in', {}],
    ['others say who is in which Group', { memberships: 'both' }],
  ])('is read whole where %s: what it shows may be another thing', async (_when, settings) => {
    const { rig } = await scene();
    await rig.save({ pageSize: 3, ...settings });
    expect(await rig.read()).toMatchObject({ reading: 'full', usersRead: 7 });
    expect(await rig.read()).toMatchObject({ reading: 'delta', usersRead: 0 });
  });

  it('is read on as long as somebody on it is blocked: he may be let in without a change of his own', async () => {
    const { rig, remote } = await scene();
    remote.putUser('p8', { ...person(), userName: remote.users.get('p1')?.userName });
    expect(await rig.read()).toMatchObject({ blocked: 1 });
    expect(await rig.read()).toMatchObject({ reading: 'full', usersRead: 8, blocked: 1 });
    remote.putUser('p1', { ...remote.users.get('p1'), userName: person().userName });
    expect(await rig.read()).toMatchObject({ changed: 2, blocked: 0 });
    expect(await rig.read()).toMatchObject({ reading: 'delta', usersRead: 0 });
  });

  it('forgets them where a run that writes is not carried to its end by whoever has read', async () => {
    const { rig, remote } = await scene();
    edited(remote, 'p5');
    await rig.ask();
    const run = rig.store.sources.claim(rig.id, 60_000);
    const { epoch } = (await run)!;
    const { pulled } = store.holding({ connectionId: rig.id, epoch }).of(rig.id);
    const id = '00000000-0000-4000-8000-000000000001';
    await pulled.beginRun({ id, askedBy: 'admin:test', reading: 'delta' });
    const counts = { pages: 4, usersRead: 0, groupsRead: 0, usersTotal: null, groupsTotal: null };
    const done = { toChange: 1, changed: 0, deleted: 0, blocked: 0, missing: 0 };
    await pulled.beat({ runId: id, epoch }, 60_000, { state: 'applying', ...counts, ...done });
    await rig.expire();
    expect(await rig.read()).toMatchObject({ id, state: 'done' });
    expect(await rig.rows('source_page')).toEqual([]);
    expect(await rig.read()).toMatchObject({ reading: 'full', changed: 1 });
  });
});

describe('tags that stay the same whatever is on a page', () => {
  it('are found out by the next reading of everything, and never believed again', async () => {
    const { rig, remote } = await scene('one');
    edited(remote, 'p5');
    expect(await rig.read()).toMatchObject({ reading: 'delta', changed: 0 });
    expect(await rig.read(true)).toMatchObject({ reading: 'full', changed: 1 });
    edited(remote, 'p6');
    expect(await rig.read()).toMatchObject({ reading: 'full', changed: 1 });
    expect(remote.unchanged).toBe(4);
  });
});
