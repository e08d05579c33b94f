import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

const extension = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:Group';
const connect = async () => (await sharedBridge()).connect();
const account = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
const headedBy = (...ids: string[]) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group', extension],
  [extension]: { managers: ids.map((value) => ({ value })) },
});

/** What SCIM itself says of the departments that somebody heads. */
async function leaderIn(tenant: Tenant, user: string): Promise<unknown> {
  const { body } = await tenant.scim.get(`/Users/${user}?attributes=${account}:leaderIn`);
  return (body[account] as { leaderIn?: unknown } | undefined)?.leaderIn;
}

async function headsOf(tenant: Tenant, name: string): Promise<readonly string[]> {
  return (await tenant.department(name))?.dept_manager_userid_list ?? [];
}

describe('the heads of a department', () => {
  it.concurrent('are set once they lie in it, and taken back when the Group names them no more', async () => {
    const tenant = await connect();
    const name = `Navy ${unique()}`;
    const head = await tenant.addUser(person());
    const group = await tenant.addGroup(team(name, [], headedBy(head)));
    await tenant.untilLink(group, { outcome: 'waiting', reason: 'head' });
    expect(await headsOf(tenant, name)).toEqual([]);
    await tenant.changeMembers(group, 'add', [head]);
    await tenant.inStep(group);
    const { externalId } = await tenant.inStep(head);
    expect(await headsOf(tenant, name)).toEqual([externalId]);
    const { externalId: deptId } = await tenant.inStep(group);
    const $ref = expect.stringMatching(new RegExp(`/Groups/${group}$`));
    expect(await leaderIn(tenant, head)).toEqual([{ value: group, $ref, display: name, deptId }]);
    const found = async (filter: string) => {
      const { body } = await tenant.scim.get(`/Users?filter=${encodeURIComponent(`${account}:${filter}`)}`);
      return body.Resources.map(({ id }) => id);
    };
    for (const filter of [
      'leaderIn pr',
      `leaderIn[value eq "${group}" and deptId eq "${deptId}"]`,
      `leaderIn.display eq "${name.toUpperCase()}"`,
      `leaderIn.$ref ew "/Groups/${group}"`,
    ])
      expect([filter, await found(filter)]).toEqual([filter, [head]]);
    expect(await found('leaderIn.deptId eq "1"')).toEqual([]);
    await tenant.scim.patch(`/Groups/${group}`, [{ op: 'remove', path: `${extension}:managers` }]);
    await eventually('no head', async () => (await headsOf(tenant, name)).length === 0);
    await eventually('no leader', async () => (await leaderIn(tenant, head)) === undefined);
    const updates = await tenant.calls('department/update');
    expect(updates.map(({ body }) => body?.force_update_fields)).toEqual([
      undefined,
      'dept_manager_userid_list',
    ]);
  });

  it.concurrent('that the organisation has set itself are left alone', async () => {
    const tenant = await connect();
    const name = `Army ${unique()}`;
    const user = await tenant.addUser(person());
    const group = await tenant.addGroup(team(name, [user]));
    await tenant.allInStep();
    const { externalId: userid } = await tenant.inStep(user);
    const { externalId: deptId } = await tenant.inStep(group);
    await tenant.byHand('/topapi/v2/department/update', {
      dept_id: Number(deptId),
      dept_manager_userid_list: userid,
    });
    const renamed = `Army ${unique()}`;
    await tenant.scim.patch(`/Groups/${group}`, [{ op: 'replace', path: 'displayName', value: renamed }]);
    await eventually('the new name', () => tenant.department(renamed));
    expect(await headsOf(tenant, renamed)).toEqual([userid]);
  });
});
