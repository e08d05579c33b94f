import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Departments by paths, and departments of others. Real processes, real time.

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';

const connect = async (more: object = {}) =>
  (await sharedBridge()).connect({
    settings: { defaultDepartmentId: 1, departments: { kind: 'groupNames' }, ...more },
  });

/** Settings by which a Group of this externalId is out of scope, and what becomes of its department then. */
const whoIsAway = (action: string) => ({
  scope: { groups: 'externalId ne "away"' },
  leavers: { outOfScope: { action, graceSeconds: 0 } },
});

/** Every department's path, from the simulator's own tree. */
async function tree(tenant: Tenant): Promise<readonly string[]> {
  const { departments } = await tenant.state();
  const byId = new Map(departments.map((one) => [one.dept_id, one]));
  const pathOf = (id: number): string => {
    const one = byId.get(id);
    return one?.parent_id === undefined ? '' : `${pathOf(one.parent_id)}/${one.name}`;
  };
  return departments
    .map(({ dept_id: id }) => pathOf(id))
    .filter((path) => path !== '')
    .sort();
}

const becomes = (tenant: Tenant, paths: readonly string[]) =>
  eventually(`the tree is ${paths.join(' ')}`, async () => {
    const now = await tree(tenant);
    return now.length === paths.length && now.every((path, index) => path === paths[index]);
  });

describe('Groups that are named by their paths', () => {
  it.concurrent('make what lies between, once, whoever comes first', async () => {
    const tenant = await connect();
    const word = unique();
    const names = ['Tokyo', 'Osaka', 'Kyoto', 'Nara'].map((city) => `S${word}/Asia/${city}`);
    await Promise.all(names.map((name) => tenant.addGroup(team(name))));
    await tenant.allInStep();
    expect(await tree(tenant)).toEqual([
      `/S${word}`,
      `/S${word}/Asia`,
      ...names.map((name) => `/${name}`).sort(),
    ]);
    expect(await tenant.calls('department/create')).toHaveLength(6);
  });

  it.concurrent('take over the department that stood where they come to stand', async () => {
    const tenant = await connect();
    const word = unique();
    await tenant.addGroup(team(`S${word}/Asia`));
    await tenant.allInStep();
    const since = await tenant.mark();
    const id = await tenant.addGroup(team(`S${word}`));
    await tenant.inStep(id);
    await tenant.allInStep();
    expect(await tree(tenant)).toEqual([`/S${word}`, `/S${word}/Asia`]);
    expect((await tenant.inStep(id)).externalId).toBe(String((await tenant.department(`S${word}`))?.dept_id));
    expect(await tenant.calls(undefined, since)).toEqual([]);
  });

  it.concurrent('leave it behind while others lie below, and it goes with the last of them', async () => {
    const tenant = await connect();
    const word = unique();
    const top = await tenant.addGroup(team(`S${word}`));
    const leaf = await tenant.addGroup(team(`S${word}/Asia`));
    await tenant.allInStep();
    await tenant.scim.delete(`/Groups/${top}`);
    await tenant.allInStep();
    expect(await tree(tenant)).toEqual([`/S${word}`, `/S${word}/Asia`]);
    await tenant.scim.delete(`/Groups/${leaf}`);
    await becomes(tenant, []);
    await tenant.allInStep();
    expect(await tenant.links()).toEqual([]);
  });

  it.concurrent('move with their people when their path changes', async () => {
    const tenant = await connect();
    const word = unique();
    const user = await tenant.addUser(person());
    const id = await tenant.addGroup(team(`S${word}/Asia`, [user]));
    await tenant.allInStep();
    const { externalId } = await tenant.inStep(id);
    await tenant.scim.patch(`/Groups/${id}`, [
      { op: 'replace', path: 'displayName', value: `T${word}/East` },
    ]);
    await becomes(tenant, [`/T${word}`, `/T${word}/East`]);
    await tenant.allInStep();
    expect((await tenant.inStep(id)).externalId).toBe(externalId);
    expect((await tenant.account(user))?.dept_id_list.map(String)).toEqual([externalId]);
  });
});

describe('a Group that is synced no more, and whose department stays', () => {
  it.concurrent(
    'has it where it is, whatever it is called by now: what lies below that is made',
    async () => {
      const tenant = await connect(whoIsAway('nothing'));
      const word = unique();
      const id = await tenant.addGroup(team(`S${word}`));
      await tenant.inStep(id);
      const replace = (path: string, value: string) =>
        tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path, value }]);
      await replace('externalId', 'away');
      await tenant.untilLink(id, { presence: 'present', outcome: 'converged', reason: 'kept' });
      await replace('displayName', `T${word}`);
      await tenant.allInStep();
      await tenant.inStep(await tenant.addGroup(team(`T${word}/Asia`)));
      expect(await tree(tenant)).toEqual([`/S${word}`, `/T${word}`, `/T${word}/Asia`]);
    },
  );
});

describe('a Group that is synced no more, and through whose department paths of others lead', () => {
  it.concurrent('leaves it behind for them, and it goes with the last of them', async () => {
    const tenant = await connect(whoIsAway('delete'));
    const word = unique();
    const top = await tenant.addGroup(team(`S${word}`));
    const low = await tenant.addGroup(team(`S${word}/Asia`));
    await tenant.allInStep();
    const since = await tenant.mark();
    await tenant.scim.patch(`/Groups/${top}`, [{ op: 'replace', path: 'externalId', value: 'away' }]);
    await tenant.allInStep();
    expect(await tree(tenant)).toEqual([`/S${word}`, `/S${word}/Asia`]);
    expect(await tenant.calls(undefined, since)).toEqual([]);
    await tenant.scim.delete(`/Groups/${low}`);
    await becomes(tenant, []);
    await tenant.allInStep();
  });
});

describe('people whose department is a path', () => {
  it.concurrent('lie in it, and what nobody is in any more goes', async () => {
    const tenant = await (
      await sharedBridge()
    ).connect({ settings: { defaultDepartmentId: 1, departments: { kind: 'userPath' } } });
    const word = unique();
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const inPath = (department: string) =>
      person({ schemas: [user, enterprise], [enterprise]: { department } });
    const people = await Promise.all(
      ['Asia/Tokyo', 'Asia/Tokyo', 'Asia'].map((path) => tenant.addUser(inPath(`S${word}/${path}`))),
    );
    await tenant.addGroup(team(`Not a department ${word}`, people));
    await Promise.all(people.map((id) => tenant.inStep(id)));
    expect(await tree(tenant)).toEqual([`/S${word}`, `/S${word}/Asia`, `/S${word}/Asia/Tokyo`]);
    const [first = '', second = ''] = people;
    const path = `${enterprise}:department`;
    for (const id of [first, second]) {
      await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path, value: `S${word}/Europe` }]);
    }
    await becomes(tenant, [`/S${word}`, `/S${word}/Asia`, `/S${word}/Europe`]);
    const europe = (await tenant.department('Europe'))?.dept_id;
    expect((await tenant.account(first))?.dept_id_list).toEqual([europe]);
  });
});

describe('the department of somebody who leaves', () => {
  it.concurrent('goes after him: whoever is not to be in DingTalk asks for none', async () => {
    const tenant = await (
      await sharedBridge()
    ).connect({ settings: { defaultDepartmentId: 1, departments: { kind: 'userPath' } } });
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const word = unique();
    const given = person({ schemas: [user, enterprise], [enterprise]: { department: `S${word}/Asia` } });
    const id = await tenant.addUser(given);
    await tenant.inStep(id);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }]);
    await becomes(tenant, []);
    await tenant.addUser({
      ...person({ active: false }),
      schemas: [user, enterprise],
      [enterprise]: { department: `T${word}` },
    });
    await tenant.allInStep();
    expect(await tree(tenant)).toEqual([]);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: true }]);
    await becomes(tenant, [`/S${word}`, `/S${word}/Asia`]);
    await tenant.inStep(id);
  });
});

describe('an account in departments that are none of ours', () => {
  it.concurrent('keeps them when its own departments change', async () => {
    const tenant = await (await sharedBridge()).connect();
    const user = await tenant.addUser(person());
    const [from, to] = [
      await tenant.addGroup(team(`F${unique()}`, [user])),
      await tenant.addGroup(team(`T${unique()}`)),
    ];
    await tenant.allInStep();
    const { dept_id: foreign } = await tenant.byHand<{ dept_id: number }>('/topapi/v2/department/create', {
      name: `H${unique()}`,
      parent_id: 1,
    });
    const { externalId: userId } = await tenant.inStep(user);
    const { externalId: fromId } = await tenant.inStep(from);
    await tenant.byHand('/topapi/v2/user/update', {
      userid: userId,
      dept_id_list: `${String(fromId)},${String(foreign)}`,
    });
    // The answer to a change is lost: what is there is read, and with it the foreign department.
    await tenant.fail({ path: '/topapi/v2/user/update', cut: 'after', times: 1 });
    await tenant.scim.patch(`/Users/${user}`, [{ op: 'replace', path: 'title', value: 'Captain' }]);
    await tenant.allInStep();
    await tenant.changeMembers(from, 'remove', [user]);
    await tenant.changeMembers(to, 'add', [user]);
    const { externalId: toId } = await tenant.inStep(to);
    await eventually('it moved', async () =>
      (await tenant.account(user))?.dept_id_list.includes(Number(toId)),
    );
    const lies = (await tenant.account(user))?.dept_id_list ?? [];
    expect(new Set(lies)).toEqual(new Set([Number(toId), foreign]));
  });
});
