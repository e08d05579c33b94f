import { describe, expect, it } from '@jest/globals';
import { mobile, person, phones, team } from '../builders/scim.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

const connect = async () => (await sharedBridge()).connect();
const blocked = { outcome: 'blocked', presence: 'none' } as const;

describe('a blocked person', () => {
  it.concurrent(
    'is the one bad record that blocks itself alone: whoever came before and after it is made',
    async () => {
      const tenant = await connect();
      const before = await tenant.addUser(person());
      const bad = await tenant.addUser(person({ phoneNumbers: [{ type: 'mobile', value: '12345' }] }));
      const after = await tenant.addUser(person());
      await tenant.untilLink(bad, { presence: 'none', outcome: 'blocked', onTheWay: false });
      await Promise.all([tenant.inStep(before), tenant.inStep(after)]);
      await tenant.scim.patch(`/Users/${after}`, [{ op: 'replace', path: 'title', value: 'Cook' }]);
      await tenant.inStep(after);
      expect((await tenant.account(after))?.title).toBe('Cook');
    },
  );

  it.concurrent('has no mobile, and goes when a PATCH brings one', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person({ phoneNumbers: undefined }));
    await tenant.untilLink(id, { ...blocked, reason: 'noMobile' });
    expect(await tenant.calls()).toEqual([]);
    const value = phones(mobile());
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'phoneNumbers', value }]);
    await tenant.inStep(id);
  });

  it.concurrent('has a mobile that can be none', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person({ phoneNumbers: phones('12345') }));
    await tenant.untilLink(id, { ...blocked, reason: 'mobileInvalid' });
    expect(await tenant.calls()).toEqual([]);
  });

  it.concurrent.each([
    { reason: 'is deleted', mend: (id: string) => ['DELETE', `/Users/${id}`] as const },
    { reason: 'is deactivated', mend: (id: string) => ['PATCH', `/Users/${id}`] as const },
  ])("has a colleague's mobile, and goes when the colleague $reason", async ({ mend }) => {
    const tenant = await connect();
    const phoneNumbers = phones(mobile());
    const first = await tenant.addUser(person({ phoneNumbers }));
    await tenant.inStep(first);
    const second = await tenant.addUser(person({ phoneNumbers }));
    await tenant.untilLink(second, { ...blocked, reason: 'mobileTaken' });
    expect(await tenant.calls('user/create')).toHaveLength(1);
    const [method, path] = mend(first);
    const operations = { Operations: [{ op: 'replace', path: 'active', value: false }] };
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    await tenant.scim.request(method, path, method === 'PATCH' ? { schemas, ...operations } : undefined);
    await tenant.inStep(second);
    expect((await tenant.state()).users).toHaveLength(1);
  });

  it.concurrent('has the e-mail of a colleague, and goes when the colleague gives it up', async () => {
    const tenant = await connect();
    const emails = [{ type: 'work', value: `zoe.${unique()}@example.test` }];
    const first = await tenant.addUser(person({ emails }));
    await tenant.inStep(first);
    const second = await tenant.addUser(person({ emails }));
    await tenant.untilLink(second, { ...blocked, reason: 'emailTaken' });
    await tenant.scim.patch(`/Users/${first}`, [{ op: 'remove', path: 'emails' }]);
    await tenant.inStep(second);
    await tenant.inStep(first);
  });

  it.concurrent("has a stranger's mobile; the stranger is not adopted", async () => {
    const tenant = await connect();
    const number = mobile();
    const stranger = { name: 'Zoe by hand', mobile: number, dept_id_list: '1' };
    const { userid } = await tenant.byHand<{ userid: string }>('/topapi/v2/user/create', stranger);
    const id = await tenant.addUser(person({ phoneNumbers: phones(number) }));
    await tenant.untilLink(id, { ...blocked, reason: 'mobileTaken', detailCode: '60104' });
    expect((await tenant.state()).users.map((one) => [one.userid, one.name])).toEqual([
      [userid, 'Zoe by hand'],
    ]);
    await tenant.scim.patch(`/Users/${id}`, [
      { op: 'replace', path: 'phoneNumbers', value: phones(mobile()) },
    ]);
    await tenant.inStep(id);
    expect((await tenant.state()).users).toHaveLength(2);
  });

  it.concurrent('who gives up waits for nobody any more when deleted', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person({ phoneNumbers: undefined }));
    await tenant.untilLink(id, blocked);
    await tenant.scim.delete(`/Users/${id}`);
    await eventually('the Link is gone', async () => (await tenant.links()).length === 0);
    expect(await tenant.calls()).toEqual([]);
  });
});

describe('an invited person', () => {
  it.concurrent('is invited once, however often the record changes, and joins when he accepts', async () => {
    const tenant = await connect();
    const number = mobile();
    await tenant.bridge.simulator.setMobile({ mobile: `+86-${number}`, verifyBeforeJoin: true });
    const id = await tenant.addUser(person({ phoneNumbers: phones(number) }));
    const invited = { presence: 'invited', outcome: 'waiting', reason: 'invitation', onTheWay: false };
    const { externalId } = await tenant.untilLink(id, invited);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'Engineer' }]);
    await tenant.untilLink(id, invited);
    await eventually('it was looked', async () => (await tenant.calls('user/get')).length > 0);
    await tenant.bridge.admin.call('POST', `/connections/${tenant.connectionId}/retry`);
    await eventually('it was looked again', async () => (await tenant.calls('user/get')).length > 1);
    await tenant.inStep(await tenant.addUser(person()));
    const creates = await tenant.calls('user/create');
    expect(creates.map(({ errcode }) => errcode)).toEqual(['40103', '0']);
    await tenant.untilLink(id, invited);

    // He accepts: the member appears under the userid he was invited with.
    await tenant.bridge.simulator.setMobile({ mobile: `+86-${number}`, verifyBeforeJoin: false });
    const accepted = { userid: externalId, name: 'Zoe', mobile: number, dept_id_list: '1' };
    await tenant.byHand('/topapi/v2/user/create', accepted);
    await tenant.bridge.admin.call('POST', `/connections/${tenant.connectionId}/retry`);
    await tenant.inStep(id);
    expect((await tenant.account(id))?.title).toBe('Engineer');
  });

  it.concurrent('whose mobile is corrected is created with the right one', async () => {
    const tenant = await connect();
    const number = mobile();
    await tenant.bridge.simulator.setMobile({ mobile: `+86-${number}`, verifyBeforeJoin: true });
    const id = await tenant.addUser(person({ phoneNumbers: phones(number) }));
    await tenant.untilLink(id, { presence: 'invited', outcome: 'waiting' });
    const right = mobile();
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'phoneNumbers', value: phones(right) }]);
    await tenant.inStep(id);
    expect((await tenant.state()).users.map((one) => one.mobile)).toEqual([right]);
  });

  it.concurrent('who is deleted is forgotten', async () => {
    const tenant = await connect();
    const number = mobile();
    await tenant.bridge.simulator.setMobile({ mobile: `+86-${number}`, verifyBeforeJoin: true });
    const id = await tenant.addUser(person({ phoneNumbers: phones(number) }));
    await tenant.untilLink(id, { presence: 'invited', outcome: 'waiting' });
    await tenant.scim.delete(`/Users/${id}`);
    await eventually('the Link is gone', async () => (await tenant.links()).length === 0);
  });
});

describe('a person of a department that is blocked', () => {
  it.concurrent('waits for it by name, and goes when it is mended', async () => {
    const tenant = await connect();
    const same = `Platoon ${unique()}`;
    const first = await tenant.addGroup(team(same));
    await tenant.inStep(first);
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }]);
    await tenant.untilLink(id, { presence: 'gone' });
    const second = await tenant.addGroup(team(same, [id]));
    await tenant.untilLink(second, { ...blocked, reason: 'nameTaken' });
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: true }]);
    await tenant.untilLink(id, { outcome: 'waiting', reason: 'departmentPending' });
    await tenant.scim.delete(`/Groups/${first}`);
    await tenant.inStep(second);
    await tenant.inStep(id);
  });
});
