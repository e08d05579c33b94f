import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import { sharedBridge } from '../support/shared-services.js';

/** Who heads a department of the organisation that is written, by name. */
async function headsOf({ tenant }: PulledTenant, department: string): Promise<string> {
  const { departments, users } = await tenant.state();
  const heads = departments.find(({ name }) => name === department)?.dept_manager_userid_list ?? [];
  return heads.map((id) => users.find(({ userid }) => userid === id)?.name ?? '').join();
}

describe('our own server mode as a Source', () => {
  it('is read: one DingTalk arrives in another, what has changed and who has gone follows', async () => {
    const bridge = await sharedBridge();
    const site = await MirrorSite.open(bridge, { events: 'none' });
    const { lab } = await fillCompany(site);
    await site.edit('department/update', { dept_id: lab, dept_manager_userid_list: 'ada' });
    await site.crawl();
    const pulled = await PulledTenant.connect(bridge, {
      baseUrl: bridge.scimUrl,
      auth: { kind: 'bearer', token: site.scim.token },
      settings: { pageSize: 2 },
    });
    expect(await pulled.call('POST', '/test', 200)).toMatchObject({
      outcome: 'ok',
      users: 3,
      paging: 'cursor',
      filter: 'supported',
    });
    // The Groups are Works, Lab, and the company itself.
    expect(await pulled.sync()).toMatchObject({ state: 'done', usersRead: 3, groupsRead: 3, changed: 6 });
    await pulled.untilAccounts(['ADA', 'BOB', 'EVE']);
    const namesIn = async (name: string) => {
      const { departments, users } = await pulled.tenant.state();
      const id = Number(departments.find((one) => one.name === name)?.dept_id);
      return users
        .filter(({ dept_id_list: of }) => of.map(Number).includes(id))
        .map((one) => one.name)
        .sort();
    };
    await eventually('both are in Lab', async () => (await namesIn('Lab')).join() === 'ADA,BOB', 40_000);
    // Heads are told by the mirror's ids of them, and are ours here.
    await eventually('Ada heads Lab', async () => (await headsOf(pulled, 'Lab')) === 'ADA', 40_000);
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', changed: 0, deleted: 0 });

    await site.edit('user/update', { userid: 'ada', name: 'COUNTESS' });
    await site.crawl();
    expect(await pulled.sync()).toMatchObject({ state: 'done', reading: 'delta', deleted: 0 });
    await pulled.untilAccounts(['BOB', 'COUNTESS', 'EVE']);
    await site.edit('user/delete', { userid: 'eve' });
    await site.crawl();
    expect(await pulled.sync(true)).toMatchObject({ state: 'done', deleted: 1 });
    await pulled.untilAccounts(['BOB', 'COUNTESS']);
  }, 120_000);
});
