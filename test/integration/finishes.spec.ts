import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ConnectionId, Lane, LinkId, ResourceId } from '#common';
import { atGate, blocked, converged, presenceKey, waiting } from '#provisioning';
import type { Ending } from '#provisioning';
import type { ClaimedLink, ConnectionStore, LinkFinish, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { holdRows } from '../support/hold-rows.js';
import { deadlocksStand } from '../support/test-database.js';
import { withStore } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStore(
  (opened) => {
    store = opened;
  },
  0,
  deadlocksStand,
);

type Company = ConnectionStore & { readonly id: ConnectionId };
async function company(): Promise<Company> {
  const { id } = await createConnection(store);
  return { id, ...store.of(id) };
}
/** Of two Links the one of which is locked first. */
const first = '00000000-0000-4000-8000-000000000001' as ResourceId;
const newId = () => randomUUID() as ResourceId;
const none = { add: [], remove: [] };
const team = (displayName: string) => ({ body: { displayName }, keys: {}, lane: 'departments' as const });
const sql = <Row>(text: string, values: readonly unknown[]) =>
  store.database.orm.query<Row[]>(text, [...values]);

async function people({ resources }: Company, count: number): Promise<readonly ResourceId[]> {
  const ids = Array.from({ length: count }, newId);
  for (const id of ids) {
    const keys = { userNameKey: id };
    await resources.createUser(id, { body: { userName: id }, keys, lane: 'people' }, []);
  }
  return ids;
}

async function role(
  { id: connectionId, resources }: Company,
  id: ResourceId,
  members: readonly ResourceId[],
): Promise<ResourceId> {
  await resources.createGroup(id, team('Admins'), { ...none, add: members });
  await sql(`update link set kind = 'role' where connection_id = $1 and id = $2`, [connectionId, id]);
  return id;
}

async function claimAll({ links }: Company, lane: Lane = 'people'): Promise<readonly ClaimedLink[]> {
  return links.claimDue(lane, 100);
}

const finish = async (
  { links }: Company,
  { id, epoch }: Pick<ClaimedLink, 'id' | 'epoch'>,
  ending: Ending,
  more: Partial<LinkFinish> = {},
) => {
  const { generation } = (await links.situation(id))!;
  const rest = { gained: [], leaving: null, outOfScope: false };
  return links.finish({ ...rest, generation, id, epoch, ending, ...more });
};

const park = async ({ id }: Company, links: readonly ClaimedLink[], key: string) =>
  sql(
    `update link set outcome = 'waiting', waiting_on = $3 where connection_id = $1 and id = any($2::uuid[])`,
    [id, links.map((one) => one.id), key],
  );
const dueLinks = async ({ id }: Company) => {
  const due = 'select id from link where connection_id = $1 and due_at <= now() order by id';
  return (await sql<{ id: LinkId }>(due, [id])).map((link) => link.id);
};

describe('finishes that touch each other’s Links', () => {
  it('go one after the other: a department that wakes a role and its people, who touch the role', async () => {
    const at = await company();
    const users = await people(at, 4);
    await role(at, first, users);
    const department = newId();
    await at.resources.createGroup(department, team('Sales'), none);
    const [accounts, groups] = [await claimAll(at), await claimAll(at, 'departments')];
    await park(
      at,
      [...accounts, ...groups.filter(({ id }) => id === String(first))],
      presenceKey(department),
    );
    const held = await holdRows(store, 'select from link where connection_id = $1 and id = $2 for update', [
      at.id,
      first,
    ]);
    const made = finish(
      at,
      groups.find(({ id }) => id === String(department))!,
      converged('present'),
      {
        gained: [presenceKey(department)],
      },
    );
    await held.waitedFor(1);
    const joined = accounts.map((one) => finish(at, one, converged('present'), { touchesRoles: true }));
    await held.waitedFor(1 + joined.length);
    await held.letGo();
    await Promise.all([made, ...joined]);
    expect(await dueLinks(at)).toContain(first);
  });

  it('go one after the other: two that park for each other', async () => {
    const at = await company();
    await people(at, 40);
    const all = await claimAll(at);
    const pairs = Array.from({ length: 20 }, (_, index) => all.slice(2 * index, 2 * index + 2));
    for (const [one, other] of pairs as [ClaimedLink, ClaimedLink][]) {
      await Promise.all([
        finish(at, one, waiting('none', 'manager', presenceKey(other.id))),
        finish(at, other, waiting('none', 'manager', presenceKey(one.id))),
      ]);
    }
    expect(await dueLinks(at)).toEqual([]);
  });

  it('go one after the other: whoever parks at a gate again, and the one that opens it', async () => {
    const at = await company();
    await people(at, 1);
    const [parked] = (await claimAll(at)) as [ClaimedLink];
    await at.links.closeGate('createAccount', 'refused:full', 60_000);
    await finish(at, parked, atGate('createAccount', 'none'));
    const gate = `select from lane_state where connection_id = $1 and lane = 'createAccount' for update`;
    const held = await holdRows(store, gate, [at.id]);
    const opened = at.links.openGate('createAccount');
    await held.waitedFor(1);
    const again = finish(at, parked, atGate('createAccount', 'none'));
    await held.waitedFor(2);
    await held.letGo();
    await Promise.all([opened, again]);
    expect(await dueLinks(at)).toEqual([parked.id]);
  });

  it('go one after the other: whoever lets go of a value, and who tries again to take it', async () => {
    const at = await company();
    await people(at, 2);
    const [holder, other] = (await claimAll(at)) as [ClaimedLink, ClaimedLink];
    await at.links.begin({ ...holder, keys: ['mobile:1'] });
    await finish(at, other, { ...blocked('none', 'mobileTaken'), waitingOn: 'mobile:1' });
    const claim = `insert into claim (connection_id, key, link_id) values ($1, 'email:1', $2)`;
    const held = await holdRows(store, claim, [at.id, holder.id]);
    const tried = at.links.begin({ ...other, keys: ['email:1', 'mobile:1'] });
    await held.waitedFor(1);
    const left = finish(at, holder, converged('present'), { keep: [] });
    await held.waitedFor(2);
    await held.letGo();
    await left;
    expect(await tried).toMatchObject({ kind: 'taken' });
    expect(await dueLinks(at)).toEqual([other.id]);
  });

  it('and edits of a Group that is a role go one after the other', async () => {
    const at = await company();
    const users = await people(at, 4);
    const accounts = await claimAll(at);
    await role(at, newId(), users);
    const group = await role(at, first, []);
    for (let round = 0; round < 10; round += 1) {
      const members = round % 2 === 0 ? { ...none, add: users } : { ...none, remove: users };
      await Promise.all([
        at.resources.editGroup(group, () => Promise.resolve({ state: team(newId()), members })),
        ...accounts.map((one) => finish(at, one, converged('present'), { touchesRoles: true })),
      ]);
    }
    expect(await dueLinks(at)).toContain(group);
  });
});
