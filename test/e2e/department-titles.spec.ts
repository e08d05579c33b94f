import { describe, expect, it } from '@jest/globals';
import { enterprise, person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

const listed = {
  departmentTitles: { kind: 'listed', attribute: `${enterprise}:division` },
  settleSeconds: 60,
};
const lists = (division: string) => ({ [enterprise]: { division } });

/** What somebody is called in each department, by its name. */
async function titles(tenant: Tenant, id: string): Promise<Readonly<Record<string, string>>> {
  const { departments } = await tenant.state();
  const names = new Map(departments.map(({ dept_id, name }) => [dept_id, name]));
  const { dept_title_list: list = [] } = (await tenant.account(id)) ?? {};
  return Object.fromEntries(list.map(({ dept_id, title }) => [names.get(dept_id) ?? '', title]));
}

describe('what somebody is called in his departments', () => {
  it.concurrent(
    'goes with the one create, changes with the one update, and is not written again',
    async () => {
      const tenant = await (await sharedBridge()).connect({ settings: listed });
      const [navy, yard] = [`Navy ${unique()}`, `Yard ${unique()}`];
      const given = person(lists(`${navy}=Pilot;${yard}=Cook`));
      const id = await tenant.addUser(given);
      await tenant.addGroup(team(navy, [id]));
      await tenant.addGroup(team(yard, [id]));
      await tenant.inStep(id);
      await eventually('both', async () => (await titles(tenant, id))[yard] === 'Cook');
      expect(await titles(tenant, id)).toEqual({ [navy]: 'Pilot', [yard]: 'Cook' });

      const since = await tenant.mark();
      await tenant.scim.put(`/Users/${id}`, { ...given, ...lists(`${yard}=Mate`), title: 'Chief' });
      await eventually('the new ones', async () => (await titles(tenant, id))[yard] === 'Mate');
      expect(await titles(tenant, id)).toEqual({ [yard]: 'Mate' });
      await tenant.scim.put(`/Users/${id}`, { ...given, ...lists(`${yard}=Mate;`), title: 'Chief' });
      await tenant.inStep(id);
      expect(await tenant.paths(since)).toEqual(['user/update']);
    },
  );

  it.concurrent('is found by the new name of a department that is renamed', async () => {
    const tenant = await (await sharedBridge()).connect({ settings: listed });
    const [before, after] = [`Navy ${unique()}`, `Fleet ${unique()}`];
    const id = await tenant.addUser(person(lists(`${after}=Pilot`)));
    const group = await tenant.addGroup(team(before, [id]));
    await tenant.inStep(id);
    expect(await titles(tenant, id)).toEqual({});
    await tenant.scim.patch(`/Groups/${group}`, [{ op: 'replace', path: 'displayName', value: after }]);
    await eventually('the title', async () => (await titles(tenant, id))[after] === 'Pilot');
  });

  it.concurrent('in a department of others is theirs', async () => {
    const tenant = await (
      await sharedBridge()
    ).connect({
      settings: { departmentTitles: { kind: 'title' }, defaultDepartmentId: 1 },
    });
    const id = await tenant.addUser(person({ title: 'Cook' }));
    const { externalId: userid } = await tenant.inStep(id);
    expect((await tenant.account(id))?.dept_title_list).toEqual([{ dept_id: 1, title: 'Cook' }]);
    const club = await tenant.byHand<{ dept_id: number }>('/topapi/v2/department/create', {
      name: 'Club',
      parent_id: 1,
    });
    await tenant.byHand('/topapi/v2/user/update', {
      userid,
      dept_id_list: `1,${String(club.dept_id)}`,
      dept_title_list: [{ dept_id: club.dept_id, title: 'Captain' }],
    });
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'Mate' }]);
    await eventually('the new one', async () => (await titles(tenant, id)).Club === 'Captain');
    await tenant.inStep(id);
    expect((await tenant.account(id))?.dept_title_list).toEqual([
      { dept_id: 1, title: 'Mate' },
      { dept_id: club.dept_id, title: 'Captain' },
    ]);
  });
});
