import { describe, expect, it } from '@jest/globals';
import { team } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import { addPeople, connectWithRoles, roleName, rolesOf, untilMembers } from '../support/role-steps.js';
import type { SimulatedFault } from '../support/simulator-client.js';

// Real processes, real time.

interface CutCall {
  readonly reason: string;
  readonly fault: Partial<SimulatedFault> & { readonly path: string };
}

/** Each call, cut on its way back and on its way there. */
const cut = (...paths: readonly string[]): readonly CutCall[] =>
  paths.flatMap((path): readonly CutCall[] => [
    { reason: `${path} was carried out and its answer lost`, fault: { path, cut: 'after' } },
    { reason: `${path} was cut before it was carried out`, fault: { path, cut: 'before' } },
  ]);

describe('a Group that is a role', () => {
  it.concurrent.each(cut('/role/add_role_group', '/role/add_role', '/topapi/role/addrolesforemps'))(
    'is one role with its people: $reason',
    async ({ fault }) => {
      const tenant = await connectWithRoles();
      const [one] = await addPeople(tenant, 1);
      await tenant.fail(fault);
      const id = await tenant.addGroup(team(roleName(), [one!]));
      await tenant.inStep(id, 40_000);
      await untilMembers(tenant, [one!]);
    },
  );

  it.concurrent.each(cut('/topapi/role/removerolesforemps', '/topapi/role/deleterole'))(
    'goes once: $reason',
    async ({ fault }) => {
      const tenant = await connectWithRoles();
      const [one] = await addPeople(tenant, 1);
      const id = await tenant.addGroup(team(roleName(), [one!]));
      await tenant.inStep(id);
      await tenant.fail(fault);
      await tenant.scim.delete(`/Groups/${id}`);
      await eventually('it is gone', async () => (await rolesOf(tenant)).length === 0, 40_000);
      await tenant.allInStep(40_000);
      expect((await tenant.state()).users).toHaveLength(1);
    },
  );
});
