import { describe, expect, it } from '@jest/globals';
import type { Store } from '#store';
import { person } from '../builders/scim.js';
import { SourceRig } from '../support/source-rig.js';
import { withStore } from '../support/with-store.js';

let store: Store;
withStore((opened) => {
  store = opened;
}, 60_000);

/** A server with p1 to p5, all written; p5 is on its pages no more. Single people are answered for as `says` says. */
async function scene(says: (id: string) => number | undefined) {
  const rig = await SourceRig.open(store);
  const { remote } = rig;
  for (let n = 1; n <= 5; n += 1) remote.putUser(`p${String(n)}`, person());
  await rig.read();
  remote.users.delete('p5');
  remote.habits.intercept = (request, response) => {
    const status = says(/\/Users\/(\w+)$/.exec(request.url ?? '')?.[1] ?? '');
    if (status !== undefined) response.writeHead(status).end('{}');
    return status !== undefined;
  };
  remote.asks();
  const run = await rig.read(true);
  return { rig, run, single: remote.asks().filter((one) => one.startsWith('/Users/')) };
}
const notesOf = ({ rig, run }: Awaited<ReturnType<typeof scene>>) =>
  store.of(rig.id).pulled.notes(run.id, { after: 0, limit: 10 });

describe('a server that is asked for whoever is missing', () => {
  it('is believed where it tells somebody whom it lists', async () => {
    const { run, single } = await scene(() => undefined);
    expect(run).toMatchObject({ state: 'done', missing: 1, deleted: 1 });
    expect(single).toEqual(['/Users/p1', '/Users/p5']);
  });

  it('is believed where one whom it lists has gone since', async () => {
    const { run, single } = await scene((id) => (id === 'p1' ? 404 : undefined));
    expect(run).toMatchObject({ state: 'done', deleted: 1 });
    expect(single).toEqual(['/Users/p1', '/Users/p2', '/Users/p5']);
  });

  it.each([
    ['has 404 for everybody', (id: string) => (id === '' ? undefined : 404), 'unwitnessed'],
    ['lets nobody see single people', (id: string) => (id === '' ? undefined : 403), 'forbidden'],
  ])('is not believed where it %s, and nobody is deleted', async (_what, says, detail) => {
    const scened = await scene(says);
    expect(scened.run).toMatchObject({ state: 'done', missing: 1, deleted: 0 });
    expect(scened.single).toEqual(['/Users/p1', '/Users/p2', '/Users/p3']);
    expect(await notesOf(scened)).toEqual([
      expect.objectContaining({ sourceId: 'p5', what: 'unconfirmed', detail }),
    ]);
  });
});
