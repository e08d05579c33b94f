import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { LinkId, ResourceId } from '#common';
import { atGate, blocked, converged, presenceKey, waiting } from '#provisioning';
import type { ClaimedLink } from '#store';
import { holdRows } from '../support/hold-rows.js';
import { withStandingDeadlocks } from '../support/with-store.js';
import { workedLinks } from '../support/worked-links.js';
import type { Company } from '../support/worked-links.js';

jest.setTimeout(120_000);

const { opened, sql, company, addPerson, claimAll, finish } = workedLinks(withStandingDeadlocks);

/** Of two Links the one of which is locked first. */
const first = '00000000-0000-4000-8000-000000000001' as ResourceId;
const newId = () => randomUUID() as ResourceId;
const none = { add: [], remove: [] };
const team = (displayName: string) => ({ body: { displayName }, keys: {}, lane: 'departments' as const });

async function people(at: Company, count: number): Promise<readonly ResourceId[]> {
  const ids: ResourceId[] = [];
  while (ids.length < count) ids.push(await addPerson(at));
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
    const held = await holdRows(
      opened(),
      'select from link where connection_id = $1 and id = $2 for update',
      [at.id, first],
    );
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
    const held = await holdRows(opened(), gate, [at.id]);
    const opening = at.links.openGate('createAccount');
    await held.waitedFor(1);
    const again = finish(at, parked, atGate('createAccount', 'none'));
    await held.waitedFor(2);
    await held.letGo();
    await Promise.all([opening, again]);
    expect(await dueLinks(at)).toEqual([parked.id]);
  });

  it('go one after the other: whoever lets go of a value, and who tries again to take it', async () => {
    const at = await company();
    await people(at, 2);
    const [holder, other] = (await claimAll(at)) as [ClaimedLink, ClaimedLink];
    await at.links.begin({ ...holder, keys: ['mobile:1'] });
    await finish(at, other, { ...blocked('none', 'mobileTaken'), waitingOn: 'mobile:1' });
    const claim = `insert into claim (connection_id, key, link_id) values ($1, 'email:1', $2)`;
    const held = await holdRows(opened(), claim, [at.id, holder.id]);
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

  it('and whoever is deleted while he is put into a Group go one after the other', async () => {
    const at = await company();
    const [user] = (await people(at, 1)) as [ResourceId];
    const group = await role(at, newId(), []);
    const link = 'select from link where connection_id = $1 and resource_id = $2 for update';
    const held = await holdRows(opened(), link, [at.id, user]);
    const deleted = at.resources.delete('User', user);
    await held.waitedFor(1);
    const members = { ...none, add: [user] };
    const edited = at.resources.editGroup(group, () => Promise.resolve({ members }));
    await held.waitedFor(2);
    await held.letGo();
    expect(await deleted).toBe('deleted');
    await edited;
    expect(await at.resources.countMembers(group, 9)).toBe(0);
  });

  it('leave a list open that somebody adds to just then', async () => {
    const at = await company();
    await people(at, 2);
    const [one, other] = (await claimAll(at)) as [ClaimedLink, ClaimedLink];
    const item = {
      resourceId: null,
      linkKind: 'account',
      change: 'deleteAccount',
      generation: 1,
      valuesSealed: null,
    } as const;
    const demand = { kind: 'leavers', units: 1, fingerprint: 'same', dryRun: false } as const;
    const asks = { ...demand, budget: { count: 0, floor: 0 }, describe: () => item };
    expect(await at.links.begin({ ...one, keys: [], asks })).toMatchObject({ kind: 'held' });
    const added = `
      with place as (update run set listed = listed + 1 where connection_id = $1 returning id, listed)
      insert into run_item (
        connection_id, run_id, seq, link_id, link_kind, kind, change, fingerprint, generation, state)
      select $1, id, listed, $2, 'account', 'leavers', 'deleteAccount', 'same', 1, 'held' from place`;
    const held = await holdRows(opened(), added, [at.id, other.id]);
    const moved = finish(at, one, converged('present'), { closes: 'moved' });
    await held.waitedFor(1);
    await held.letGo();
    await moved;
    expect(await at.runs.list({ state: 'held', limit: 9 })).toHaveLength(1);
  });
});
