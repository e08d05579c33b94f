import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ConnectionId } from '#common';
import { StoreUnavailable } from '#common';
import type { Store } from '#store';
import { person } from '../builders/scim.js';
import { RemoteDirectory } from '../support/remote-directory.js';
import { pullOf, SourceRig } from '../support/source-rig.js';
import { openTestStore } from '../support/test-database.js';
import { withStore } from '../support/with-store.js';

let store: Store;
let url: string;
withStore((opened, at) => {
  store = opened;
  url = at;
}, 60_000);

/** Has a process read the Source that is gone after so many statements, in the middle of a transaction too. */
async function killedAfter(statements: number, rig: SourceRig): Promise<void> {
  const mortal = await openTestStore(url, 60_000);
  let left = statements;
  const live = () => {
    left -= 1;
    if (left < 0) throw new StoreUnavailable('killed');
  };
  const { database: its } = mortal;
  const [run, transaction] = [its.run.bind(its), its.transaction.bind(its)];
  its.run = async (statement, values) => {
    live();
    return run(statement, values);
  };
  its.transaction = (work) =>
    transaction((tx) => {
      live();
      return work({
        run: async (statement, values) => {
          live();
          return tx.run(statement, values);
        },
      });
    });
  await pullOf(mortal)
    .run(rig.id)
    .catch(() => undefined);
  await mortal.close();
  await rig.expire();
}

async function readWhole(rig: SourceRig): Promise<void> {
  await rig.ask(true);
  for (let times = 0; times < 4 && (await store.sources.due()).includes(rig.id); times += 1)
    await pullOf(store).run(rig.id);
  expect(await rig.lastRun()).toMatchObject({ state: 'done' });
  // Nothing of the connection is carried out while a Run gathers.
  expect(
    (await store.of(rig.id).runs.list({ limit: 50 })).filter(({ state }) => state === 'gathering'),
  ).toEqual([]);
}

const records = (id: ConnectionId) =>
  store.database.orm.query<{ sourceId: string; resourceId: string }[]>(
    'select source_id as "sourceId", resource_id as "resourceId" from source_record where connection_id = $1',
    [id],
  );

/** Everybody by his remote id, with the remote ids of the Groups he is in. */
async function shown(id: ConnectionId): Promise<Readonly<Record<string, unknown>>> {
  const rows = await store.database.orm.query<{ sourceId: string; name: string; groups: string[] }[]>(
    `select coalesce(s.source_id, 'stray ' || r.id) as "sourceId",
       coalesce(r.body ->> 'userName', r.body ->> 'displayName') as name,
       array(select g.source_id::text from membership m
         join source_record g on g.connection_id = $1 and g.resource_id = m.group_id
         where m.connection_id = $1 and m.member_id = r.id order by 1) as groups
     from resource r left join source_record s on s.connection_id = $1 and s.resource_id = r.id
     where r.connection_id = $1`,
    [id],
  );
  return Object.fromEntries(rows.map(({ sourceId, name, groups }) => [sourceId, { name, groups }]));
}

/** What is to be shown of the remote server. */
function wanted({ users, groups }: RemoteDirectory): Readonly<Record<string, unknown>> {
  const of = (member: string) =>
    [...groups.values()]
      .filter(({ members }) =>
        (members as readonly { value: string }[]).some(({ value }) => value === member),
      )
      .map((group) => group.id)
      .sort();
  return Object.fromEntries(
    [...users.values(), ...groups.values()].map((one) => [
      one.id,
      { name: one.userName ?? one.displayName, groups: of(one.id) },
    ]),
  );
}

describe('a run whose process is killed', () => {
  it('anywhere, and again anywhere, is gone on with or begun anew: all arrive, nobody else is deleted', async () => {
    const remote = await new RemoteDirectory().open();
    const crew = Array.from({ length: 12 }, (_, index) => `p${String(index + 1)}`);
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 3 }),
          async (kills) => {
            remote.users.clear();
            remote.groups.clear();
            for (const one of crew) remote.putUser(one, person());
            remote.putGroup('deck', 'Deck', crew.slice(0, 6));
            remote.putGroup('engine', 'Engine', crew.slice(4, 9));
            remote.putGroup('ship', 'Ship', ['deck', 'engine', 'p12']);
            const rig = await SourceRig.open(store, { pageSize: 5 }, remote);
            const { id } = rig;
            await readWhole(rig);
            expect(await shown(id)).toEqual(wanted(remote));
            const before = new Map((await records(id)).map((one) => [one.sourceId, one.resourceId]));

            // Two go, a name is handed on, some come, edges move, a Group goes.
            const freed = remote.users.get('p3')?.userName;
            remote.users.delete('p3');
            remote.users.delete('p12');
            remote.putUser('p1', { ...remote.users.get('p1'), userName: freed });
            remote.putUser('p2', { ...remote.users.get('p2'), title: 'Captain' });
            for (const one of ['p13', 'p14']) remote.putUser(one, person());
            remote.putGroup('bridge', 'Bridge', ['p13', 'p1', 'p2']);
            remote.groups.delete('engine');
            remote.putGroup('ship', 'Ship', ['deck', 'bridge']);
            remote.putGroup('deck', 'Deck', ['p1', 'p5', 'p14']);

            await rig.ask(true);
            for (const statements of kills) await killedAfter(statements, rig);
            for (const { sourceId, resourceId } of await records(id))
              if (remote.users.has(sourceId) && before.has(sourceId))
                expect(resourceId).toBe(before.get(sourceId));
            await readWhole(rig);
            expect(await shown(id)).toEqual(wanted(remote));
            // Who stayed is who he was: nobody was deleted and made again.
            for (const { sourceId, resourceId } of await records(id))
              if (before.has(sourceId)) expect(resourceId).toBe(before.get(sourceId));
          },
        ),
        { numRuns: 10, examples: [[[0]], [[35, 35]], [[70, 5]]] },
      );
    } finally {
      remote.close();
    }
  });
});
