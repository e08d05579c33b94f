import { describe, expect, it } from '@jest/globals';
import { mobile, person, phones } from '../builders/scim.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge, sharedLines } from '../support/shared-services.js';

// Real processes, real time.

const connect = async (settings?: Readonly<Record<string, unknown>>) =>
  (await sharedBridge()).connect(settings ? { settings } : {});
const changed = { presence: 'present', outcome: 'blocked', reason: 'mobileChange', onTheWay: false };

describe('a person whose mobile has changed', () => {
  it.concurrent('and who changes it in the app too is noticed by one look', async () => {
    const tenant = await connect();
    const [before, after] = [mobile(), mobile()];
    const id = await tenant.addUser(person({ phoneNumbers: phones(before) }));
    const { externalId } = await tenant.inStep(id);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'phoneNumbers', value: phones(after) }]);
    await tenant.untilLink(id, changed);
    const since = await tenant.mark();
    await tenant.retry();
    await eventually('a look', async () => (await tenant.paths(since)).length === 1);
    await tenant.untilLink(id, changed);
    expect(await tenant.paths(since)).toEqual(['user/get']);

    await tenant.bridge.simulator.setVariants({ allowMobileChange: true });
    await tenant.byHand('/topapi/v2/user/update', { userid: externalId, mobile: after });
    await tenant.retry();
    await tenant.inStep(id);
    expect((await tenant.state()).users.map(({ userid, mobile }) => [userid, mobile])).toEqual([
      [externalId, after],
    ]);
  });

  it.concurrent('is made anew on an administrator’s order, under the same userid', async () => {
    const tenant = await connect();
    const after = mobile();
    const id = await tenant.addUser(person());
    const { externalId } = await tenant.inStep(id);
    const order = () =>
      tenant.bridge.admin.call('POST', `/connections/${tenant.connectionId}/people/${id}/recreate`);
    expect((await order()).status).toBe(404);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'phoneNumbers', value: phones(after) }]);
    await tenant.untilLink(id, changed);
    const since = await tenant.mark();
    expect((await order()).status).toBe(202);
    await tenant.inStep(id);
    expect(await tenant.paths(since)).toEqual(['user/listadmin', 'user/delete', 'user/create']);
    expect((await tenant.state()).users.map(({ userid, mobile }) => [userid, mobile])).toEqual([
      [externalId, after],
    ]);
  });

  it.concurrent('is not deleted to wait outside: who has the number comes first', async () => {
    const tenant = await connect();
    const number = mobile();
    await tenant.inStep(await tenant.addUser(person({ phoneNumbers: phones(number) })));
    const id = await tenant.addUser(person());
    await tenant.inStep(id);
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'phoneNumbers', value: phones(number) }]);
    await tenant.untilLink(id, changed);
    await tenant.bridge.admin.call('POST', `/connections/${tenant.connectionId}/people/${id}/recreate`);
    await tenant.untilLink(id, { presence: 'present', outcome: 'blocked', reason: 'mobileTaken' });
    expect(await tenant.calls('user/delete')).toEqual([]);
    expect((await tenant.state()).users).toHaveLength(2);
  });

  it.concurrent('by DELETE and POST within the debounce is made anew: SCIM has deleted him', async () => {
    const tenant = await connect();
    const [given, after] = [person(), mobile()];
    const first = await tenant.addUser(given);
    const { externalId } = await tenant.inStep(first);
    await tenant.scim.delete(`/Users/${first}`);
    const second = await tenant.addUser({ ...given, phoneNumbers: phones(after) });
    await tenant.inStep(second);
    expect((await tenant.state()).users.map(({ userid, mobile }) => [userid, mobile])).toEqual([
      [externalId, after],
    ]);
    expect(await tenant.calls('user/delete')).toHaveLength(1);
  });

  it.concurrent('by DELETE and POST is told where a grace period says that he is the same', async () => {
    const deleted = { graceSeconds: 3600 };
    const tenant = await connect({ defaultDepartmentId: 1, leavers: { deleted } });
    const given = person();
    const first = await tenant.addUser(given);
    await tenant.inStep(first);
    await tenant.scim.delete(`/Users/${first}`);
    const second = await tenant.addUser({ ...given, phoneNumbers: phones(mobile()) });
    await tenant.untilLink(second, changed);
    expect(await tenant.calls('user/delete')).toEqual([]);
  });
});

describe('an invited person', () => {
  it.concurrent('who joins under another userid is found by the number we invited', async () => {
    const tenant = await connect();
    const number = mobile();
    await tenant.bridge.simulator.setMobile({ mobile: `+86-${number}`, verifyBeforeJoin: true });
    const id = await tenant.addUser(person({ phoneNumbers: phones(number), title: 'Engineer' }));
    await tenant.untilLink(id, { presence: 'invited', outcome: 'waiting', reason: 'invitation' });
    await tenant.bridge.simulator.setMobile({ mobile: `+86-${number}`, verifyBeforeJoin: false });
    const userid = `own-${unique()}`;
    await tenant.byHand('/topapi/v2/user/create', { userid, name: 'Zoe', mobile: number, dept_id_list: '1' });
    await tenant.retry();
    expect((await tenant.inStep(id)).externalId).toBe(userid);
    expect((await tenant.account(id))?.title).toBe('Engineer');
    expect((await tenant.calls('user/create')).filter(({ errcode }) => errcode === '40103')).toHaveLength(1);
  });

  it.concurrent.each([
    { reason: 'the userid that he was invited under', join: (userid: string) => userid },
    { reason: 'another one', join: () => `own-${unique()}` },
  ])('is found as soon as a Stream tells that he has joined, under $reason', async ({ join }) => {
    const bridge = await sharedBridge();
    const tenant = await bridge.connect({ settings: { defaultDepartmentId: 1, invitationEvents: 'stream' } });
    const number = mobile();
    await bridge.simulator.setMobile({ mobile: `+86-${number}`, verifyBeforeJoin: true });
    const id = await tenant.addUser(person({ phoneNumbers: phones(number) }));
    const { externalId } = await tenant.untilLink(id, { presence: 'invited', reason: 'invitation' });
    await eventually('somebody listens', async () => {
      const lines = await sharedLines();
      return lines.some((line) => line.includes('stream-open') && line.includes(tenant.connectionId));
    });
    await bridge.simulator.setMobile({ mobile: `+86-${number}`, verifyBeforeJoin: false });
    const userid = join(externalId ?? '');
    await tenant.byHand('/topapi/v2/user/create', { userid, name: 'Zoe', mobile: number, dept_id_list: '1' });
    expect((await tenant.inStep(id)).externalId).toBe(userid);
  });
});
