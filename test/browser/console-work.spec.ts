import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { mobile, person, phones } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { visitConsole } from '../support/console-visit.js';
import type { ConsoleVisit } from '../support/console-visit.js';
import { describeWithBrowser } from '../support/describe-with-browser.js';
import { heading, press } from '../support/page-steps.js';

describeWithBrowser('an administrator in the console', () => {
  let visit: ConsoleVisit;
  visitConsole((begun) => {
    visit = begun;
  });

  const sure = (page: Page, name: string) =>
    page.getByRole('tooltip').getByRole('button', { name, exact: true }).click();
  const of = (tenant: Tenant, rest = '') => `/connections/${tenant.connectionId}${rest}`;

  it('sees without a reload whom SCIM sends, and mends whoever is blocked', async () => {
    const tenant = await visit.bridge.connect();
    const page = await visit.open(of(tenant, '/people'));
    await page.getByText('Nobody is here.').waitFor();
    const id = await tenant.addUser(person({ displayName: 'Grace Hopper', phoneNumbers: [] }));
    const row = page.getByRole('row').filter({ hasText: 'Grace Hopper' });
    await row.locator('[data-standing=blocked]').waitFor();
    await page.getByRole('menuitem', { name: 'Needs attention' }).click();
    await page.locator('[data-reason=noMobile]').waitFor();
    await page.getByText('Add a phone number of type mobile').waitFor();
    await page.getByRole('link', { name: 'Grace Hopper' }).click();
    await heading(page, 'Grace Hopper');
    const value = phones(mobile());
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'phoneNumbers', value }]);
    await page.locator('#content [data-standing=inStep]').waitFor();
    expect(await tenant.account(id)).toMatchObject({ name: 'Grace Hopper' });
    expect(visit.complaints).toEqual([]);
  });

  it('asks nothing for as long as nobody looks, and is told all when somebody does', async () => {
    const tenant = await visit.bridge.connect();
    const page = await visit.open(of(tenant, '/people'));
    await page.getByText('Nobody is here.').waitFor();
    const look = (state: 'hidden' | 'visible') =>
      page.evaluate(
        `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));`,
      );
    await look('hidden');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await tenant.inStep(await tenant.addUser(person({ displayName: 'Ada Lovelace' })));
    expect(asked).toEqual([]);
    await look('visible');
    await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('is told at once that a threshold was passed, without asking, and carries out what is approved', async () => {
    const policy = { runs: { updates: { count: 1 } } };
    const tenant = await visit.bridge.connect({ settings: { defaultDepartmentId: 1, policy } });
    const titles = { title: 'Clerk', nickName: 'Chief' };
    const ids = await Promise.all([1, 2].map(() => tenant.addUser(person(titles))));
    for (const id of ids) await tenant.inStep(id);
    const page = await visit.open(of(tenant));
    await page.getByText('Everything is in step.').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const mapping = { title: { sources: ['nickName'] } };
    const settings = { defaultDepartmentId: 1, policy, mapping };
    await visit.bridge.admin.call('PUT', of(tenant, '/settings'), settings);
    await page.locator('[data-banner=held]').waitFor();
    expect(asked.filter((path) => path.endsWith('/overview'))).toEqual([]);
    await page.getByRole('link', { name: 'Look at the plan' }).click();
    await page.getByRole('link', { name: 'Changed settings' }).click();
    await page.locator('[data-run=held]').waitFor();
    expect(await tenant.account(ids[0]!)).toMatchObject({ title: 'Clerk' });
    await press(page, 'Approve');
    await sure(page, 'Approve');
    await page.locator('[data-item=applied]').nth(1).waitFor();
    for (const id of ids) expect(await tenant.account(id)).toMatchObject({ title: 'Chief' });
    await page.getByRole('menuitem', { name: 'Activity' }).click();
    await page.getByText('Person updated: approved').first().waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('sees whom a threshold would hold before it is saved', async () => {
    const policy = { runs: { creates: { count: 5 } }, dryRun: true };
    const tenant = await visit.bridge.connect({ settings: { defaultDepartmentId: 1, policy } });
    const ids = await Promise.all([1, 2].map(() => tenant.addUser(person())));
    for (const id of ids) await tenant.untilLink(id, { outcome: 'held' });
    const page = await visit.open(of(tenant, '/settings'));
    await page.getByText('Budgets and thresholds', { exact: true }).click();
    await press(page, 'Show the effect');
    await page.locator('[data-judged="creates.let"]').waitFor();
    await page.getByLabel('New: at most').first().fill('1');
    await press(page, 'Show the effect');
    await page.locator('[data-judged="creates.held"]').waitFor();
    await page.getByRole('link', { name: 'Look at the plan' }).waitFor();
    expect((await tenant.state()).users).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('takes over who was in DingTalk before, after a look at both sides', async () => {
    const settings = { defaultDepartmentId: 1, adoption: { keys: ['mobile'] } };
    const tenant = await visit.bridge.connect({ settings });
    const number = mobile();
    const byHand = { name: 'Zoe by hand', mobile: number, dept_id_list: '1' };
    const { userid } = await tenant.byHand<{ userid: string }>('/topapi/v2/user/create', byHand);
    const id = await tenant.addUser(person({ displayName: 'Zoe', phoneNumbers: phones(number) }));
    await tenant.untilLink(id, { outcome: 'blocked' });
    const page = await visit.open(of(tenant, '/adoption'));
    await page.getByText('Nobody has looked yet.').waitFor();
    await press(page, 'Look for them');
    const row = page.getByRole('row').filter({ hasText: userid });
    await row.getByText('Name: Zoe by hand → Zoe').waitFor();
    await row.getByRole('checkbox').check();
    await press(page, 'Approve 1 proposal');
    await sure(page, 'Approve 1 proposal');
    await page.getByText('1 is taken over.').waitFor();
    await tenant.inStep(id);
    expect((await tenant.state()).users).toMatchObject([{ userid, name: 'Zoe' }]);
    await page.getByRole('combobox', { name: 'Shown' }).click();
    await page.getByTitle('Taken over (1)').click();
    await row.getByText('admin').waitFor();
    await page.getByRole('menuitem', { name: 'Activity' }).click();
    await page.getByRole('row').filter({ hasText: 'Adoption approved' }).getByText('Zoe').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('has one person explained step by step', async () => {
    const tenant = await visit.bridge.connect();
    const id = await tenant.addUser(person({ displayName: 'Why Not', phoneNumbers: [] }));
    await tenant.untilLink(id, { outcome: 'blocked' });
    const page = await visit.open(of(tenant, `/people/${id}`));
    await press(page, 'Explain');
    await page.getByText('Read, map, match, plan').waitFor();
    await page.getByText('Nothing was applied.').waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('reads how the admin API is used, and tries what only reads', async () => {
    const page = await visit.open('/api');
    await page.locator('#operations-tag-connections').click();
    const operation = (verb: string) =>
      page.locator(`.opblock-${verb}`).filter({ has: page.locator('[data-path="/admin/api/connections"]') });
    await operation('get').getByRole('button').first().click();
    await press(page, 'Try it out');
    await press(page, 'Execute');
    await page.locator('.live-responses-table').filter({ hasText: '200' }).waitFor();
    await operation('post').getByRole('button').first().click();
    await operation('post').locator('.opblock-body').waitFor();
    expect(await operation('post').getByRole('button', { name: 'Try it out' }).count()).toBe(0);
    expect(visit.complaints).toEqual([]);
  });
});
