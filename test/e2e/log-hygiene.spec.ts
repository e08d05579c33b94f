import { describe, expect, it } from '@jest/globals';
import { mobile, person, phones, team } from '../builders/scim.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { untoldLines } from '../support/log-hygiene.js';
import { sharedBridge, sharedLines } from '../support/shared-services.js';

// Real processes. global-teardown holds all that the shared services have logged against the same list.

describe('the logs of all services', () => {
  it('hold no names, mobiles, addresses, tokens, queries or words of DingTalk', async () => {
    const bridge = await sharedBridge();
    const tenant = await bridge.connect();
    const word = unique();
    const number = mobile();
    await tenant.byHand('/topapi/v2/user/create', { name: 'Zoe by hand', mobile: number, dept_id_list: '1' });
    await tenant.fail(
      { path: '/topapi/v2/user/create', cut: 'before', times: 3 },
      { path: '/topapi/v2/department/create', subCode: '60011' },
    );
    await tenant.addUser(person());
    const id = await tenant.addUser(person({}, word));
    const taken = await tenant.addUser(person({ phoneNumbers: phones(number) }));
    await tenant.addGroup(team(`Platoon ${word}`, [id]));
    await tenant.scim.get(`/Users?filter=${encodeURIComponent(`userName eq "zoe.${word}@example.test"`)}`);
    await tenant.scim.get(`/Users/zoe.${word}@example.test`);
    await tenant.scim.get(`/nowhere/zoe.${word}?mobile=${number}`);
    await tenant.scim.post('/Users', `{"userName":"zoe.${word}`);
    await tenant.scim.post('/Users', person({ active: `zoe.${word}` }));
    await tenant.scim.post('/Users', person({}, word));
    await tenant.untilLink(taken, { outcome: 'blocked' });
    await eventually('the answer was lost', async () => {
      const calls = await tenant.calls('user/create');
      return calls.some(({ errcode }) => errcode === 'cut');
    });
    const lines = await eventually('its requests are logged', async () => {
      const all = await sharedLines();
      return all.some((line) => line.includes(tenant.connectionId)) && all;
    });
    const secrets = [tenant.scim.token, tenant.company.appSecret, tenant.company.appKey, tenant.org, word];
    expect(untoldLines(lines, secrets)).toEqual([]);
    const request = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(
        ({ event, connection, route }) =>
          event === 'request' && connection === tenant.connectionId && route === '/scim/v2/Users/:id',
      );
    expect(Object.keys(request ?? {}).sort()).toEqual([
      'connection',
      'correlation',
      'event',
      'level',
      'method',
      'ms',
      'route',
      'service',
      'status',
      'time',
    ]);
  });

  it.each([
    { reason: 'a name', line: '{"name":"Zoe"}' },
    { reason: 'a mobile', line: '{"to":"13812345678"}' },
    { reason: 'a query', line: '{"url":"/scim/v2/Users?filter"}' },
    { reason: 'a resource', line: '{"url":"/scim/v2/Users/6f9619ff-8b86-4d01-b42d-00cf4fc964ff"}' },
    { reason: 'a secret', line: '{"x":"s3cret"}' },
  ])('would be found to hold $reason', ({ line }) => {
    expect(untoldLines([line], ['s3cret'])).toHaveLength(1);
  });
});
