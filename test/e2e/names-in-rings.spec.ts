import { describe, expect, it } from '@jest/globals';
import { team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

const connect = async (more: object = {}) =>
  (await sharedBridge()).connect({ settings: { defaultDepartmentId: 1, ...more } });

const rename = (tenant: Tenant, id: string, displayName: string) =>
  tenant.scim.patch(`/Groups/${id}`, [{ op: 'replace', path: 'displayName', value: displayName }]);

interface Named {
  readonly id: string;
  readonly name: string;
}

/** The departments and roles of Groups, with their names in DingTalk. */
async function named(tenant: Tenant, groups: readonly string[]): Promise<readonly Named[]> {
  const links = await Promise.all(groups.map((id) => tenant.inStep(id)));
  const { departments, roles } = await tenant.state();
  const names = new Map([
    ...departments.map(({ dept_id: id, name }) => [`department ${String(id)}`, name] as const),
    ...roles.map(({ id, name }) => [`role ${String(id)}`, name] as const),
  ] as readonly (readonly [string, string])[]);
  return links.map(({ kind, externalId }) => {
    const id = `${kind} ${externalId ?? ''}`;
    return { id, name: names.get(id) ?? '' };
  });
}

describe('the names of', () => {
  it.concurrent.each([
    { reason: 'two departments that swap', size: 2, as: 'departments', path: '/topapi/v2/department/update' },
    { reason: 'three departments', size: 3, as: 'departments', path: '/topapi/v2/department/update' },
    { reason: 'two roles that swap', size: 2, as: 'roles', path: '/role/update_role' },
    { reason: 'three roles', size: 3, as: 'roles', path: '/role/update_role' },
  ])('$reason go round by one call more than there are', async ({ size, as, path }) => {
    const tenant = await connect({ groups: { as } });
    const names = Array.from({ length: size }, () => `Deck ${unique()}`);
    const ids = await Promise.all(names.map((name) => tenant.addGroup(team(name))));
    const before = await named(tenant, ids);
    const since = await tenant.mark();
    const wanted = names.map((_, index) => names[(index + 1) % size]!);
    await Promise.all(ids.map((id, index) => rename(tenant, id, wanted[index]!)));
    const all = before.map(({ id }, index) => ({ id, name: wanted[index] }));
    await eventually('all have theirs', async () => {
      return JSON.stringify(await named(tenant, ids)) === JSON.stringify(all);
    });
    await tenant.allInStep();
    const calls = await tenant.calls(undefined, since);
    expect(calls.map((call) => [call.path, call.errcode])).toEqual(
      Array.from({ length: size + 1 }, () => [path, '0']),
    );
  });

  it.concurrent.each([{ as: 'departments' }, { as: 'roles' }])(
    '$as are not kept from one by another that cannot have the name it wants',
    async ({ as }) => {
      const tenant = await connect({ groups: { as } });
      const [kept, wanted] = [`Deck ${unique()}`, `Deck ${unique()}`];
      await tenant.inStep(await tenant.addGroup(team(wanted)));
      const beaten = await tenant.addGroup(team(kept));
      await tenant.inStep(beaten);
      await rename(tenant, beaten, wanted);
      await tenant.untilLink(beaten, { presence: 'present', outcome: 'blocked', reason: 'nameTaken' });
      const heir = await tenant.addGroup(team(kept));
      expect((await named(tenant, [heir]))[0]?.name).toBe(kept);
      const { externalId } = await tenant.untilLink(beaten, { outcome: 'blocked', reason: 'nameTaken' });
      const { departments, roles } = await tenant.state();
      const names = [...departments, ...roles].map(({ name }) => name);
      expect(names).toContain(`${kept} ${externalId ?? ''}`);
    },
  );

  it.concurrent('two departments that take each other’s places stay as they are', async () => {
    const tenant = await connect();
    const name = `Deck ${unique()}`;
    const decks = [await tenant.addGroup(team(name)), await tenant.addGroup(team(`${name} 2`))];
    const parts = [decks[0]!, decks[1]!].map((id) => ({ value: id, type: 'Group' }));
    const ships = await Promise.all(
      ['Port', 'Starboard'].map((side, index) =>
        tenant.addGroup({ ...team(`${side} ${unique()}`), members: [parts[index]!] }),
      ),
    );
    await tenant.allInStep();
    await rename(tenant, decks[1]!, name);
    await tenant.allInStep();
    const since = await tenant.mark();
    await Promise.all(
      ships.map((ship, index) => {
        const members = [parts[1 - index]!];
        return tenant.scim.patch(`/Groups/${ship}`, [{ op: 'replace', path: 'members', value: members }]);
      }),
    );
    const places = await Promise.all(ships.map(async (id) => (await tenant.inStep(id)).externalId));
    await eventually('each lies in the other’s', async () => {
      const { departments } = await tenant.state();
      const links = await Promise.all(decks.map((id) => tenant.inStep(id)));
      const now = links.map(({ externalId }) =>
        departments.find(({ dept_id: id }) => String(id) === externalId),
      );
      return now.every((one, index) => one?.name === name && String(one.parent_id) === places[1 - index]);
    });
    await tenant.allInStep();
    const calls = await tenant.calls(undefined, since);
    expect(calls.map(({ errcode }) => errcode)).toEqual(['0', '0', '0']);
  });
});
