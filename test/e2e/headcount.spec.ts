import { describe, expect, it } from '@jest/globals';
import { person, team } from '../builders/scim.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

describe('a full headcount', () => {
  it.concurrent('stops creates and nothing else, and lets all go on once one got through', async () => {
    const tenant = await (await sharedBridge()).connect();
    const here = await tenant.addUser(person());
    await tenant.inStep(here);
    await tenant.fail({ path: '/topapi/v2/user/create', errcode: 40020, times: 6 });
    const ids = await Promise.all(Array.from({ length: 12 }, () => tenant.addUser(person())));
    const waiting = { presence: 'none', outcome: 'waiting', reason: 'headcount' };
    for (const id of ids) await tenant.untilLink(id, waiting);
    const refused = (await tenant.calls('user/create')).length;
    // At most what was under way at the same moment has asked in vain.
    expect(refused - 1).toBeLessThanOrEqual(5);

    await tenant.scim.patch(`/Users/${here}`, [{ op: 'add', path: 'title', value: 'Engineer' }]);
    await eventually('the update', async () => (await tenant.account(here))?.title === 'Engineer');
    const name = `Platoon ${unique()}`;
    await tenant.inStep(await tenant.addGroup(team(name, [here])));
    await tenant.inStep(here);
    await tenant.scim.delete(`/Users/${here}`);
    await eventually('the leaver', async () => (await tenant.state()).users.length === 0);
    expect(await tenant.calls('user/create')).toHaveLength(refused);

    // An administrator says that there is room; until there is, one try finds out.
    await eventually(
      'all are there',
      async () => {
        await tenant.retry();
        return (await tenant.state()).users.length === ids.length;
      },
      40_000,
    );
    for (const id of ids) await tenant.inStep(id);
  });
});
