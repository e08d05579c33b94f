import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ConnectionId, ResourceId } from '#common';
import { claimKey, converged, presenceKey, retry, waiting } from '#provisioning';
import type { Ending, LeaveCause } from '#provisioning';
import { activityContext, keepHouse } from '#store';
import type { ClaimedLink, ConnectionStore, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { eventually } from '../support/eventually.js';
import { testSealer } from '../support/test-database.js';
import { withStore } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStore((opened) => {
  store = opened;
});

type Company = ConnectionStore & { readonly id: ConnectionId };
async function company(): Promise<Company> {
  const { id } = await createConnection(store);
  return { id, ...store.of(id, 'token:t1') };
}
const sql = <Row>(text: string, values: readonly unknown[] = []) =>
  store.database.orm.query<Row[]>(text, [...values]);
const person = (userName: string, managerId?: ResourceId) => ({
  body: { userName },
  keys: { userNameKey: userName, ...(managerId === undefined ? {} : { managerId }) },
  lane: 'people' as const,
});
const group = (displayName: string) => ({ body: { displayName }, keys: {}, lane: 'departments' as const });
const addPerson = async ({ resources }: Company, managerId?: ResourceId, rehire: readonly string[] = []) => {
  const id = randomUUID() as ResourceId;
  await resources.createUser(id, person(id, managerId), rehire);
  return id;
};
const claimAll = ({ links }: Company) => links.claimDue('people', 100);
const claimOne = async ({ links }: Company, lane: 'people' | 'leavers' = 'people'): Promise<ClaimedLink> =>
  eventually('a Link is due', async () => (await links.claimDue(lane, 1))[0]);
const linkOf = async (id: string) =>
  (
    await sql<{ leave_cause: string | null; leave_from: Date | null; due: boolean; generation: number }>(
      'select *, due_at <= now() as due from link where id = $1',
      [id],
    )
  )[0]!;

const finish = async (
  { links }: Company,
  { id, epoch }: { id: ClaimedLink['id']; epoch: number },
  ending: Ending,
  more: Partial<Parameters<Company['links']['finish']>[0]> = {},
) => {
  const { generation } = (await links.situation(id))!;
  const rest = { gained: [], leaving: null, outOfScope: false };
  return links.finish({ ...rest, generation, id, epoch, ending, ...more });
};

describe('the moment a grace period runs from', () => {
  it('stays while the cause is the same, whatever comes between, and begins anew with another', async () => {
    const at = await company();
    const id = await addPerson(at);
    const look = async (leaving: LeaveCause | null, ending = retry('present', 0)) => {
      await sql('update link set due_at = now() where id = $1', [id]);
      await finish(at, await claimOne(at), ending, { leaving });
      return (await linkOf(id)).leave_from?.getTime();
    };
    const began = await look('deactivated');
    expect(began).toBeDefined();
    expect(await look('deactivated')).toBe(began);
    expect(
      await look('deactivated', { ...retry('present', 0), outcome: 'blocked', reason: 'rejected' }),
    ).toBe(began);
    const anew = await look('deleted');
    expect(anew).toBeGreaterThan(began!);
    expect(await look(null, converged('present'))).toBeUndefined();
  });

  it('is forgotten by a return, also one that nobody has looked at', async () => {
    const at = await company();
    const id = await addPerson(at);
    const say = async (active: boolean, title: string) => {
      const read = (await at.resources.read('User', id))!;
      await at.resources.updateUser(read, { ...person(id), body: { ...read.body, active, title } });
      return (await linkOf(id)).leave_from;
    };
    await say(false, 'Cook');
    await finish(at, await claimOne(at), retry('present', 0), { leaving: 'deactivated' });
    const began = (await linkOf(id)).leave_from;
    expect(began).not.toBeNull();
    expect(await say(false, 'Baker')).toEqual(began);
    expect(await say(true, 'Baker')).toBeNull();
    expect(await say(false, 'Baker')).toBeNull();
  });

  it('is forgotten when the deleted are created anew, one by one or many at once', async () => {
    const at = await company();
    const ids = [await addPerson(at), await addPerson(at)];
    for (const link of await claimAll(at)) {
      await finish(at, link, converged('present'), { externalId: `of-${link.id}` });
    }
    for (const id of ids) await at.resources.delete('User', id);
    const inGrace = waiting('present', 'grace');
    for (let n = 0; n < ids.length; n += 1)
      await finish(at, await claimOne(at, 'leavers'), inGrace, { leaving: 'deleted' });
    for (const id of ids) expect((await linkOf(id)).leave_from).not.toBeNull();
    await addPerson(at, undefined, [`of-${ids[0]!}`]);
    const again = randomUUID() as ResourceId;
    await at.resources.createUsers([{ id: again, ...person(again), rehireIds: [`of-${ids[1]!}`] }], {
      allOrNone: true,
    });
    for (const id of ids)
      expect(await linkOf(id)).toMatchObject({ leave_from: null, resource_id: expect.anything() });
  });
});

describe('who administers the organisation', () => {
  it('is asked by one, however many want to know, and not again while the answer is fresh', async () => {
    const at = await company();
    const asked = await Promise.all(Array.from({ length: 8 }, () => at.links.leadAdministrators()));
    expect(asked.filter(Boolean)).toHaveLength(1);
    await at.links.saveAdministrators(['boss']);
    expect(await at.links.leadAdministrators()).toBe(false);
    await sql(`update known_administrators set read_at = now() - interval '11 minutes'`);
    expect(await at.links.leadAdministrators()).toBe(true);
  });

  it('is not known before it was asked, nor when the answer is old: that is not a no', async () => {
    const at = await company();
    const id = (await addPerson(at)) as unknown as ClaimedLink['id'];
    await sql(`update link set external_id = 'boss' where id = $1`, [id]);
    const told = async () => (await at.links.situation(id))?.administrator;
    expect(await told()).toBeNull();
    await at.links.leadAdministrators();
    await at.links.saveAdministrators(['boss']);
    expect(await told()).toBe(true);
    await sql(`update link set external_id = 'ada' where id = $1`, [id]);
    expect(await told()).toBe(false);
    await sql(
      `update known_administrators set read_at = now() - interval '11 minutes' where connection_id = $1`,
      [at.id],
    );
    expect(await told()).toBeNull();
  });

  it('may be asked by the next where the first came to nothing', async () => {
    const at = await company();
    expect(await at.links.leadAdministrators()).toBe(true);
    await at.links.saveAdministrators();
    expect(await at.links.leadAdministrators()).toBe(true);
  });
});

describe('a gate', () => {
  it('lets one find out when its rest is over, and wakes all who wait once it is open', async () => {
    const at = await company();
    const id = (await addPerson(at)) as unknown as ClaimedLink['id'];
    const state = async () => (await at.links.situation(id))?.creates;
    expect(await state()).toBe('open');
    await at.links.closeGate('createAccount', 'refused:40020', 60_000);
    expect(await state()).toBe('closed');
    expect(await at.links.takeProbe('createAccount', 60_000)).toBe(false);
    const waiting: Ending = {
      ...converged('none'),
      outcome: 'waiting',
      reason: 'headcount',
      waitingOn: 'gate:createAccount',
      dueInMs: 600_000,
    };
    await finish(at, await claimOne(at), waiting);
    expect((await linkOf(id)).due).toBe(false);
    await sql('update lane_state set not_before = now() where connection_id = $1', [at.id]);
    expect(await state()).toBe('halfOpen');
    const probes = await Promise.all(
      Array.from({ length: 5 }, () => at.links.takeProbe('createAccount', 60_000)),
    );
    expect(probes.filter(Boolean)).toHaveLength(1);
    expect(await at.links.openGate('createAccount')).toEqual(['people']);
    expect([await state(), (await linkOf(id)).due]).toEqual(['open', true]);
  });

  it('that opened meanwhile is not waited for', async () => {
    const at = await company();
    const id = await addPerson(at);
    const claimed = await claimOne(at);
    await finish(at, claimed, {
      ...converged('none'),
      outcome: 'waiting',
      reason: 'headcount',
      waitingOn: 'gate:createAccount',
      dueInMs: 600_000,
    });
    expect((await linkOf(id)).due).toBe(true);
  });
});

describe('a tombstone', () => {
  it('gives whoever comes back the userid and the history, once', async () => {
    const at = await company();
    const first = await addPerson(at, undefined, ['u1']);
    const claimed = await claimOne(at);
    await finish(at, claimed, converged('present'), { externalId: 'u1' });
    await at.resources.delete('User', first);
    await finish(at, await claimOne(at, 'leavers'), converged('gone'), { applied: null });
    expect(await sql('select link_id, external_id from tombstone where connection_id = $1', [at.id])).toEqual(
      [{ link_id: first, external_id: 'u1' }],
    );
    const both = await Promise.all([addPerson(at, undefined, ['u1']), addPerson(at, undefined, ['u1'])]);
    const made = await sql<{ id: string; external_id: string | null; presence: string }>(
      'select id, external_id, presence from link where connection_id = $1 order by external_id',
      [at.id],
    );
    expect(made).toHaveLength(2);
    expect(made[0]).toEqual({ id: first, external_id: 'u1', presence: 'gone' });
    expect(both).toContain(made[1]?.id);
    expect(made[1]).toMatchObject({ external_id: null, presence: 'none' });
  });

  it('stands for 30 days', async () => {
    const at = await company();
    for (const days of [29, 31]) {
      await sql(
        `insert into tombstone values ($1, gen_random_uuid(), 'account', $2, now() - make_interval(days => $3))`,
        [at.id, `u${String(days)}`, days],
      );
    }
    await keepHouse(store.database, { activityMonths: 13, valuesDays: 30 });
    expect(await sql('select external_id from tombstone where connection_id = $1', [at.id])).toEqual([
      { external_id: 'u29' },
    ]);
  });
});

describe('whoever depends on another', () => {
  it('is looked at when the manager leaves, and when he is deleted', async () => {
    const at = await company();
    const boss = await addPerson(at);
    const report = await addPerson(at, boss);
    for (const link of await claimAll(at)) await finish(at, link, converged('present'));
    expect((await linkOf(report)).due).toBeFalsy();
    await sql('update link set due_at = now() where id = $1', [boss]);
    const dependants = { of: 'manager', resourceId: boss } as const;
    const woken = await finish(at, await claimOne(at), converged('gone'), { dependants });
    expect(woken).toContain('people');
    expect((await linkOf(report)).due).toBe(true);
    await finish(at, await claimOne(at), converged('present'));
    await at.resources.delete('User', boss);
    expect((await linkOf(report)).due).toBe(true);
  });

  it('is looked at again although it is just being looked at', async () => {
    const at = await company();
    const boss = await addPerson(at);
    const report = await addPerson(at, boss);
    const claimed = await claimAll(at);
    const of = (id: string) => claimed.find((link) => (link.id as string) === id)!;
    const { generation } = (await at.links.situation(of(report).id))!;
    await finish(at, of(boss), converged('gone'), { dependants: { of: 'manager', resourceId: boss } });
    await finish(at, of(report), converged('present'), { generation });
    expect((await linkOf(report)).due).toBe(true);
  });

  it('in nested Groups is looked at when membership decides the scope, and else is not', async () => {
    const at = await company();
    const groups = [randomUUID(), randomUUID(), randomUUID()] as ResourceId[];
    const [top, middle, low] = groups as [ResourceId, ResourceId, ResourceId];
    const ada = await addPerson(at);
    const none = { remove: [], add: [] };
    await at.resources.createGroup(low, group('low'), { ...none, add: [ada] });
    await at.resources.createGroup(middle, group('middle'), { ...none, add: [low] });
    await at.resources.createGroup(top, group('top'), none);
    const before = async () => (await linkOf(ada)).generation;
    const edit = (kind: 'add' | 'remove') =>
      at.resources.editGroup(top, () => Promise.resolve({ members: { ...none, [kind]: [middle] } }));
    const unscoped = await before();
    await edit('add');
    expect(await before()).toBe(unscoped);
    await sql(
      `update connection set settings = settings || jsonb_build_object('scope',
        jsonb_build_object('excludedGroups', jsonb_build_array($2::text), 'includedGroups', '[]'::jsonb))
       where id = $1`,
      [at.id, top],
    );
    await edit('remove');
    expect(await before()).toBe(unscoped + 1);
    await edit('add');
    expect(await before()).toBe(unscoped + 2);
    const { scopeGroups } = (await at.links.situation(ada as unknown as ClaimedLink['id'], [top, low]))!;
    expect(new Set(scopeGroups)).toEqual(new Set([top, low]));
    await at.resources.delete('Group', middle);
    expect(await before()).toBeGreaterThan(unscoped + 2);
  });

  it('does not wait for what is synced no more', async () => {
    const at = await company();
    const boss = await addPerson(at);
    await finish(at, await claimOne(at), converged('none', 'outOfScope'), {
      leaving: 'outOfScope',
      outOfScope: true,
    });
    const report = await addPerson(at, boss);
    const claimed = await claimOne(at);
    expect((await at.links.situation(claimed.id))?.manager).toBeNull();
    await finish(at, claimed, {
      ...converged('none'),
      outcome: 'waiting',
      reason: 'manager',
      waitingOn: presenceKey(boss),
      dueInMs: 600_000,
    });
    expect((await linkOf(report)).due).toBe(true);
  });
});

describe('an invited person', () => {
  it('is woken by his userid, by his mobile, and by nothing else', async () => {
    const at = await company();
    const id = await addPerson(at);
    const mobileKey = claimKey(at.id, 'mobile', '+8613800000001');
    const park = async () => {
      await sql('update link set due_at = now() where id = $1', [id]);
      const claimed = await claimOne(at);
      await at.links.begin({ id: claimed.id, epoch: claimed.epoch, keys: [mobileKey] });
      const ending = { ...converged('invited'), outcome: 'waiting', reason: 'invitation' } as const;
      await finish(at, claimed, { ...ending, dueInMs: 600_000 }, { externalId: 'u1' });
    };
    await park();
    expect(await at.links.wakeInvited({ userId: 'u2' })).toEqual([]);
    expect(await at.links.wakeInvited({ mobileKey: 'mobile:other' })).toEqual([]);
    expect(await at.links.wakeInvited({ userId: 'u1' })).toEqual(['people']);
    await park();
    expect(await at.links.wakeInvited({ mobileKey })).toEqual(['people']);
    expect((await linkOf(id)).due).toBe(true);
  });
});

describe('activity', () => {
  const noted = (at: Company, id: ClaimedLink, title: string) =>
    finish(at, id, converged('present'), {
      activity: {
        event: 'updateAccount',
        askedBy: 'token:t1',
        fields: ['title'],
        valuesSealed: testSealer.seal(JSON.stringify({ title: [null, title] }), activityContext(at.id)),
        calls: [{ api: '/topapi/v2/user/update', code: '0', ms: 12, requestId: 'r1' }],
        tookMs: 15,
      },
    });

  it('tells who asked, the calls and the values, newest first, page by page; nothing of others', async () => {
    const at = await company();
    const id = await addPerson(at);
    for (const title of ['Cadet', 'Admiral']) {
      await sql('update link set due_at = now() where id = $1', [id]);
      await noted(at, await claimOne(at), title);
    }
    const [newest, ...older] = await at.activity.list({ resourceId: id, limit: 10 });
    expect(newest).toMatchObject({
      askedBy: 'token:t1',
      event: 'updateAccount',
      values: { title: [null, 'Admiral'] },
      calls: [{ api: '/topapi/v2/user/update', code: '0', ms: 12, requestId: 'r1' }],
      tookMs: 15,
    });
    expect(older.map(({ values }) => values)).toEqual([{ title: [null, 'Cadet'] }]);
    expect(await at.activity.list({ before: newest!.id, limit: 10 })).toEqual(older);
    expect(await (await company()).activity.list({ resourceId: id, limit: 10 })).toEqual([]);
    const [row] = await sql<{ values_sealed: string }>('select values_sealed from activity limit 1');
    expect(row?.values_sealed).not.toContain('Admiral');
  });

  it('forgets values first and months later, and has partitions ahead', async () => {
    const at = await company();
    await addPerson(at);
    await noted(at, await claimOne(at), 'Cadet');
    await sql(`create table activity_2020_01 partition of activity
      for values from ('2020-01-01T00:00:00Z') to ('2020-02-01T00:00:00Z')`);
    await sql(
      `insert into activity (connection_id, link_id, asked_by, event, at)
       values ($1, gen_random_uuid(), 'engine', 'old', '2020-01-15')`,
      [at.id],
    );
    const months = async () =>
      (
        await sql<{ name: string }>(
          `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'activity'::regclass order by 1`,
        )
      ).map(({ name }) => name);
    const last = (await months()).at(-1)!;
    await sql(`drop table ${last}`);
    await keepHouse(store.database, { activityMonths: 13, valuesDays: 30 });
    expect(await months()).not.toContain('activity_2020_01');
    expect(await months()).toContain(last);
    const events = async () => (await at.activity.list({ limit: 10 })).map(({ values }) => values);
    expect(await events()).toEqual([{ title: [null, 'Cadet'] }]);
    await keepHouse(store.database, { activityMonths: 13, valuesDays: 0 });
    expect(await events()).toEqual([null]);
  });
});
