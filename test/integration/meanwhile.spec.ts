import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ConnectionId, Lane, LinkId, ResourceId } from '#common';
import { blocked, converged, settingsSchema } from '#provisioning';
import type { ClaimedLink, ConnectionStore, LinkFinish, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { holdRows } from '../support/hold-rows.js';
import { withStandingDeadlocks } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStandingDeadlocks((opened) => {
  store = opened;
});

type Company = ConnectionStore & { readonly id: ConnectionId };
async function company(): Promise<Company> {
  const { id } = await createConnection(store);
  return { id, ...store.of(id) };
}
const newId = () => randomUUID() as ResourceId;
const none = { add: [], remove: [] };
const team = (displayName: string) => ({ body: { displayName }, keys: {}, lane: 'departments' as const });
const sql = <Row>(text: string, values: readonly unknown[]) =>
  store.database.orm.query<Row[]>(text, [...values]);

async function person({ resources }: Company): Promise<ResourceId> {
  const id = newId();
  await resources.createUser(id, { body: { userName: id }, keys: { userNameKey: id }, lane: 'people' }, []);
  return id;
}

const claimed = async ({ links }: Company, id: ResourceId, lane: Lane = 'people'): Promise<ClaimedLink> =>
  (await links.claimDue(lane, 100)).find((link) => link.id === String(id))!;

const finish = async ({ links }: Company, { id, epoch }: ClaimedLink, more: Partial<LinkFinish>) => {
  const { generation } = (await links.situation(id))!;
  const rest = { ending: converged('present'), gained: [], leaving: null, outOfScope: false };
  return links.finish({ ...rest, generation, id, epoch, ...more });
};

/** A role that is just being worked, and one of its people, whose account is there. */
async function roleWithPerson(): Promise<{ at: Company; role: ClaimedLink; ada: ResourceId }> {
  const at = await company();
  const ada = await person(at);
  await finish(at, await claimed(at, ada), { externalId: 'ada', applied: { fields: {}, departmentIds: [] } });
  const group = newId();
  await at.resources.createGroup(group, team('Admins'), { ...none, add: [ada] });
  await sql(`update link set kind = 'role', due_at = now() where connection_id = $1 and id = $2`, [
    at.id,
    group,
  ]);
  return { at, ada, role: await claimed(at, group, 'departments') };
}

const demand = {
  kind: 'departmentDeletes',
  units: 1,
  fingerprint: 'same',
  dryRun: false,
  budget: { count: 0, floor: 0 },
} as const;
const listed = {
  linkKind: 'department',
  change: 'deleteDepartment',
  generation: 1,
  valuesSealed: null,
} as const;

const peopleOf = async ({ id }: Company) =>
  sql('select account_id from role_member where connection_id = $1', [id]);

describe('what is written while a statement waits is seen by what follows it', () => {
  it.each([
    { reason: 'they were put in', members: { joined: ['ada'] } },
    { reason: 'a read has shown them', members: { shown: ['ada'] } },
  ])('whoever leaves while a role learns of its people is none of them: $reason', async ({ members }) => {
    const { at, role, ada } = await roleWithPerson();
    const left = await holdRows(
      store,
      `update link set presence = 'gone', applied = null where connection_id = $1 and id = $2`,
      [at.id, ada],
    );
    const told = finish(at, role, { externalId: '5', members });
    await left.waitedFor(1);
    await left.letGo();
    await told;
    expect(await peopleOf(at)).toEqual([]);
  });

  it('whoever is found to be gone is forgotten by a role that has just put him in', async () => {
    const { at, role, ada } = await roleWithPerson();
    const [link] = await sql<{ applied_at: Date }>('select applied_at::text from link where id = $1', [ada]);
    const joined = await holdRows(
      store,
      `with held as (select id from link where connection_id = $1 and id = $2 for no key update)
       insert into role_member (connection_id, role_id, account_id) select $1, $3, id from held`,
      [at.id, ada, role.id],
    );
    const gone = at.readings.takeObserved(
      [
        {
          id: ada as string as LinkId,
          appliedAt: String(link?.applied_at),
          applied: null,
          departmentIds: [],
        },
      ],
      'engine',
    );
    await joined.waitedFor(1);
    await joined.letGo();
    expect(await gone).toBe(1);
    expect(await peopleOf(at)).toEqual([]);
  });

  it('a run that settings have begun until their connection ended is planned no more', async () => {
    const { id } = await company();
    const settings = settingsSchema.parse({ rootDepartmentId: 7 });
    const saved = await holdRows(
      store,
      `with saved as (update connection set settings = $2 where id = $1 returning id)
       insert into run (connection_id, id, kind, covers, state, requested_by)
       select id, gen_random_uuid(), 'settings', 'all', 'planning', 'admin:root' from saved`,
      [id, JSON.stringify(settings)],
    );
    const ended = store.lives.end(id, 'admin:root');
    await saved.waitedFor(1);
    await saved.letGo();
    await ended;
    expect(await sql('select state from run where connection_id = $1', [id])).toEqual([
      { state: 'superseded' },
    ]);
  });
});

describe('a userid that two want at one moment', () => {
  it('is the first one’s, and the other takes its next', async () => {
    const at = await company();
    const [one, other] = [await person(at), await person(at)];
    const link = await claimed(at, other);
    const taken = await holdRows(
      store,
      `update link set external_id = 'ada' where connection_id = $1 and id = $2`,
      [at.id, one],
    );
    const creating = { externalIds: ['ada', 'ada-2'], intended: {}, departmentIds: [] };
    const begun = at.links.begin({ id: link.id, epoch: link.epoch, keys: [], creating });
    await taken.waitedFor(1);
    await taken.letGo();
    expect(await begun).toEqual({ kind: 'begun', externalId: 'ada-2' });
  });
});

describe('a department without Group', () => {
  it('that a Group takes over leaves it its name, and nothing to decide about', async () => {
    const at = await company();
    const own = { key: 'sales', segments: ['Sales'] };
    const ada = await person(at);
    const asking = await claimed(at, ada);
    await at.links.askForPaths({ id: asking.id, epoch: asking.epoch, steps: [own] });
    const [made] = (await at.links.claimDue('departments', 1)) as [ClaimedLink];
    await at.links.begin({ ...made, keys: ['name:sales'] });
    const asks = { ...demand, describe: () => ({ ...listed, resourceId: null }) };
    expect(await at.links.begin({ ...made, keys: [], asks })).toMatchObject({ kind: 'held' });
    await finish(at, made, { externalId: '5', keep: ['name:sales'] });
    expect(await at.runs.list({ state: 'held', limit: 9 })).toHaveLength(1);
    const group = newId();
    await at.resources.createGroup(group, team('Sales'), none);
    const taking = await claimed(at, group, 'departments');
    await at.links.askForPaths({ id: taking.id, epoch: taking.epoch, own, steps: [] });
    expect(await at.links.holdersOf(['name:sales'])).toEqual([
      { key: 'name:sales', linkId: group, resourceId: group },
    ]);
    expect(await at.runs.list({ state: 'held', limit: 9 })).toEqual([]);
  });
});

describe('what has been begun', () => {
  it('is looked at again without a finish, also where it was not due', async () => {
    const at = await company();
    const ada = await person(at);
    await finish(at, await claimed(at, ada), { ending: blocked('none', 'rejected') });
    await sql('update link set due_at = null where connection_id = $1', [at.id]);
    const one = (await at.links.claimOne(ada as string as LinkId))!;
    await at.links.begin({ id: one.id, epoch: one.epoch, keys: [] });
    await sql('update link set lease_until = now() where connection_id = $1', [at.id]);
    expect((await at.links.claimDue('people', 9)).map(({ id }) => String(id))).toEqual([ada]);
  });
});
