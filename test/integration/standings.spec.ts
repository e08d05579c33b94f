import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LinkId, ResourceId } from '#common';
import { blocked, converged, retry } from '#provisioning';
import type { Ending } from '#provisioning';
import { countStandings } from '#store';
import type { Connection, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { withStore } from '../support/with-store.js';

describe('how everything stands', () => {
  let store: Store;
  let connection: Connection;

  withStore((opened) => {
    store = opened;
  });
  beforeEach(async () => {
    connection = await createConnection(store);
  });

  const waiting: Ending = { ...blocked('none', 'noMobile'), outcome: 'waiting', reason: 'manager' };

  /** Creates a User and, unless told otherwise, ends the first look at it. */
  async function person(name: string, ending?: Ending): Promise<ResourceId> {
    const { resources, links } = store.of(connection.id);
    const body = { userName: name, displayName: name };
    const given = { body, keys: { userNameKey: name }, lane: 'people' as const };
    const { id } = await resources.createUser(randomUUID() as ResourceId, given, []);
    if (!ending) return id;
    const [claimed] = await links.claimDue('people', 1);
    const link = id as string as LinkId;
    await links.finish({
      id: link,
      epoch: claimed?.epoch ?? 0,
      generation: 1,
      ending,
      gained: [],
      leaving: null,
      outOfScope: false,
    });
    return id;
  }

  async function change(id: ResourceId, statement: string): Promise<void> {
    const text = `update link set ${statement} where connection_id = $1 and resource_id = $2`;
    await store.database.run({ text }, [connection.id, id]);
  }

  async function counted(): Promise<readonly string[]> {
    const counts = await countStandings(store.database);
    return counts
      .filter(({ connectionId, n }) => connectionId === connection.id && n > 0)
      .map(({ kind, state, reason, n }) => `${String(n)} ${kind} ${state} ${reason ?? ''}`.trim())
      .sort();
  }

  it('is nothing for a connection that has heard of nobody', async () => {
    expect(await counted()).toEqual([]);
  });

  it('tells people by what the last look at them came to', async () => {
    await person('ada', converged('present'));
    await person('grace', converged('gone'));
    await person('alan', blocked('none', 'noMobile'));
    await person('edsger', waiting);
    await person('barbara', retry('none', 5_000));
    await person('donald');
    expect(await counted()).toEqual([
      '1 account blocked noMobile',
      '1 account waiting manager',
      '2 account inStep',
      '2 account onTheWay',
    ]);
  });

  it('puts a change on the way whatever the look before it came to', async () => {
    const mended = await person('alan', blocked('none', 'noMobile'));
    const renamed = await person('ada', converged('present'));
    for (const id of [mended, renamed]) await change(id, 'generation = generation + 1, due_at = now()');
    expect(await counted()).toEqual(['2 account onTheWay']);
  });

  it('counts nobody as in step whom SCIM has deleted and DingTalk still shows', async () => {
    await person('ada', converged('present'));
    const leaver = await person('alan', converged('present'));
    await change(leaver, "presence = 'present'");
    await store.of(connection.id).resources.delete('User', leaver);
    expect(await counted()).toEqual(['1 account inStep', '1 account onTheWay']);
  });

  it('tells which part of a connection has moved, and of none that stays', async () => {
    const { directory, runs } = store.of(connection.id);
    const run = (text: string) => store.database.run({ text }, [connection.id]);
    const steps = [
      { topic: 'runs', move: () => runs.begin('settings', 'admin:ada', 'all') },
      {
        topic: 'troubles',
        move: () => store.of(connection.id).links.closeGate('createAccount', 'refused:1', 1),
      },
      {
        topic: 'reports',
        move: () => run('insert into preflight (connection_id, id) values ($1::uuid, $1::uuid)'),
      },
      {
        topic: 'reports',
        move: () =>
          run(
            `insert into adoption_list (connection_id, id, requested_by) values ($1::uuid, $1::uuid, 'ada')`,
          ),
      },
      { topic: 'mirror', move: () => run('insert into mirror (connection_id) values ($1)') },
    ];
    for (const { topic, move } of steps) {
      const before = await directory.movements();
      expect(await directory.movements()).toEqual(before);
      await move();
      const after = await directory.movements();
      expect({ ...after, [topic]: null }).toEqual({ ...before, [topic]: null });
      expect(after).not.toEqual(before);
    }
  });
});
