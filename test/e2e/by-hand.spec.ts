import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time. What somebody removes in DingTalk by hand is found out at the next change.

const connect = async () => (await sharedBridge()).connect();

describe('what somebody removed in DingTalk by hand', () => {
  it.concurrent('is made again when it was a person', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person());
    const { externalId } = await tenant.inStep(id);
    await tenant.byHand('/topapi/v2/user/delete', { userid: externalId });
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'Engineer' }]);
    await eventually('made again', async () => (await tenant.account(id))?.title === 'Engineer');
    expect(await tenant.inStep(id)).toMatchObject({ externalId });
    expect((await tenant.calls('user/create')).map(({ errcode }) => errcode)).toEqual(['0', '0']);
  });

  it.concurrent('is made again when it was a department', async () => {
    const tenant = await connect();
    const group = await tenant.addGroup(team(`Platoon ${unique()}`));
    const { externalId } = await tenant.inStep(group);
    await tenant.byHand('/topapi/v2/department/delete', { dept_id: Number(externalId) });
    const name = `Platoon ${unique()}`;
    await tenant.scim.patch(`/Groups/${group}`, [{ op: 'replace', path: 'displayName', value: name }]);
    await eventually('made again', () => tenant.department(name));
    expect((await tenant.inStep(group)).externalId).not.toBe(externalId);
  });

  it.concurrent('blocks a person who is to go there, and calls for nobody else', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person());
    const group = await tenant.addGroup(team(`Platoon ${unique()}`));
    const { externalId } = await tenant.inStep(group);
    await tenant.inStep(id);
    await tenant.byHand('/topapi/v2/department/delete', { dept_id: Number(externalId) });
    const since = await tenant.mark();
    await tenant.changeMembers(group, 'add', [id]);
    await tenant.untilLink(id, { presence: 'present', outcome: 'blocked', reason: 'departmentMissing' });
    expect((await tenant.calls(undefined, since)).map(({ path, errcode }) => [path, errcode])).toEqual([
      ['/topapi/v2/user/update', '60003'],
    ]);
  });

  it.concurrent('needs no second delete', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person());
    const { externalId } = await tenant.inStep(id);
    await tenant.byHand('/topapi/v2/user/delete', { userid: externalId });
    await tenant.scim.delete(`/Users/${id}`);
    await eventually('no Link is left', async () => (await tenant.links()).length === 0);
  });
});
