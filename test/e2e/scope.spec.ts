import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

const connect = async (settings: Readonly<Record<string, unknown>>) =>
  (await sharedBridge()).connect({ settings });
const outside = { presence: 'none', outcome: 'converged', reason: 'outOfScope' };

/** Saves the scope of a connection: Groups have their ids only after it was made. */
const scopeTo = async (tenant: Tenant, scope: object) => {
  const text = `update connection set settings = jsonb_set(settings, '{scope}', $2::jsonb) where id = $1`;
  const values = [tenant.connectionId, JSON.stringify({ includedGroups: [], excludedGroups: [], ...scope })];
  await queryDatabase(tenant.bridge.addresses.databaseUrl, text, values);
};

describe('the scope', () => {
  it.concurrent('leaves out whom the filter does not match, and says so', async () => {
    const tenant = await connect({ defaultDepartmentId: 1, scope: { users: 'title ne "Guest"' } });
    const guest = await tenant.addUser(person({ title: 'Guest' }));
    await tenant.untilLink(guest, outside);
    expect(await tenant.calls()).toEqual([]);
    await tenant.scim.patch(`/Users/${guest}`, [{ op: 'replace', path: 'title', value: 'Engineer' }]);
    await tenant.inStep(guest);
    await tenant.scim.patch(`/Users/${guest}`, [{ op: 'replace', path: 'title', value: 'Guest' }]);
    await tenant.untilLink(guest, { ...outside, presence: 'gone' });
    expect((await tenant.state()).users).toEqual([]);
    await tenant.scim.patch(`/Users/${guest}`, [{ op: 'replace', path: 'title', value: 'Engineer' }]);
    await tenant.inStep(guest);
  });

  it.concurrent('gives whoever leaves it time to come back', async () => {
    const outOfScope = { graceSeconds: 3600 };
    const tenant = await connect({
      defaultDepartmentId: 1,
      scope: { users: 'title ne "Guest"' },
      leavers: { outOfScope },
    });
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    const since = await tenant.mark();
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'Guest' }]);
    await tenant.untilLink(id, { presence: 'present', outcome: 'waiting', reason: 'grace' });
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'remove', path: 'title' }]);
    await tenant.inStep(id);
    expect(await tenant.paths(since)).toEqual([]);
  });

  it.concurrent(
    'excludes a Group, what is nested in it and their people, wherever they come from',
    async () => {
      const tenant = await connect({ defaultDepartmentId: 1 });
      const id = await tenant.addUser(person());
      const names = [`Guests ${unique()}`, `Visitors ${unique()}`];
      const guests = await tenant.addGroup(team(names[0]!));
      const visitors = await tenant.addGroup(team(names[1]!, [id]));
      await tenant.allInStep();
      expect((await tenant.account(id))?.dept_id_list).toEqual([
        (await tenant.department(names[1]!))?.dept_id,
      ]);

      await scopeTo(tenant, { excludedGroups: [guests] });
      await tenant.changeMembers(guests, 'add', [visitors]);
      await tenant.untilLink(id, { presence: 'gone', outcome: 'converged', reason: 'outOfScope' });
      await tenant.untilLink(visitors, { presence: 'gone', outcome: 'converged', reason: 'outOfScope' });
      await eventually('nothing is left', async () => (await tenant.department(names[1]!)) === undefined);

      await tenant.changeMembers(guests, 'remove', [visitors]);
      await tenant.inStep(visitors);
      await tenant.inStep(id);
      expect((await tenant.account(id))?.dept_id_list).toEqual([
        (await tenant.department(names[1]!))?.dept_id,
      ]);
    },
  );

  it.concurrent('a department below one that is not synced hangs from the root', async () => {
    const tenant = await connect({ defaultDepartmentId: 1, scope: { groups: 'not (displayName sw "All")' } });
    const name = `Navy ${unique()}`;
    const navy = await tenant.addGroup(team(name));
    const all = await tenant.addGroup(team(`All ${unique()}`, [navy]));
    await tenant.untilLink(all, outside);
    await tenant.inStep(navy);
    const id = await tenant.addUser(person());
    await tenant.changeMembers(all, 'add', [id]);
    await tenant.inStep(id);
    expect(await tenant.department(name)).toMatchObject({ parent_id: 1 });
    expect((await tenant.account(id))?.dept_id_list).toEqual([1]);
  });
});
