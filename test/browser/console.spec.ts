import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { browserMissing, startBrowser } from '../support/browser.js';
import type { Bridge, Tenant } from '../support/bridge.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { PulledTenant } from '../support/pulled-tenant.js';
import { keepScreenshot, steadyForScreenshots } from '../support/screenshot.js';
import { sharedBridge } from '../support/shared-services.js';

const patienceMs = 30_000;
const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
const mobile = (value: string) => [{ type: 'mobile', value }];

describe('the console', () => {
  if (browserMissing !== undefined) {
    it.skip(browserMissing, () => undefined);
    return;
  }
  let browser: Browser;
  let bridge: Bridge;
  let page: Page;
  /** What the page's own scripts complained about. */
  let complaints: string[];

  beforeAll(async () => {
    [browser, bridge] = await Promise.all([startBrowser(), sharedBridge()]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
  }, 60_000);
  afterEach(async () => {
    await page.context().close();
  });

  const at = (address: string) => `${bridge.addresses.origin}/console${address}`;

  async function open(
    address: string,
    locale = 'en-US',
    width = 1280,
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<void> {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ locale, viewport, timezoneId: 'UTC', colorScheme });
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(at(address));
  }

  async function signIn(password = bridge.addresses.adminPassword): Promise<void> {
    await page.locator('#user').fill(bridge.addresses.adminUser);
    await page.locator('#password').fill(password);
    await page.keyboard.press('Enter');
  }

  async function openSignedIn(
    address: string,
    locale?: string,
    width?: number,
    colorScheme?: 'light' | 'dark',
  ): Promise<void> {
    await open(address, locale, width, colorScheme);
    await signIn();
    await page.locator('#content h1').waitFor();
  }

  const heading = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const of = (tenant: Tenant, rest = '') => `/connections/${tenant.connectionId}${rest}`;

  it('tells when the password is wrong, and keeps the name', async () => {
    await open('/');
    await signIn('wrong');
    await page.getByRole('alert').filter({ hasText: 'User or password is wrong.' }).waitFor();
    expect(await page.locator('#user').inputValue()).toBe('admin');
  });

  it('leads to the page that was asked for once somebody has signed in, and out again', async () => {
    const tenant = await bridge.connect();
    await open(of(tenant, '/tokens'));
    await heading('Sign in');
    await signIn();
    await heading('Tokens');
    await press('Account');
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading('Sign in');
    await page.goto(at('/'));
    await heading('Sign in');
    expect(complaints).toEqual([]);
  });

  it.each([
    { locale: 'en-US', own: 'Connections', choose: '简体中文', other: '连接', button: 'Language' },
    { locale: 'zh-CN', own: '连接', choose: 'English', other: 'Connections', button: '语言' },
  ])('speaks the language of a browser set to $locale, until another is chosen', async (row) => {
    await open('/', row.locale);
    await signIn();
    await heading(row.own);
    await press(row.button);
    await page.getByRole('menuitem', { name: row.choose }).click();
    await heading(row.other);
    await page.reload();
    await heading(row.other);
  });

  it('makes a connection after a check that named the missing permission', async () => {
    const company = await bridge.simulator.organisation('wizard');
    const { appKey, appSecret } = company;
    const permission = 'qyapi_manage_addresslist';
    const control = `${bridge.addresses.simulatorUrl}/__sim/apps`;
    const apps = (await (await fetch(control)).json()) as { appKey: string; scopes: string[] }[];
    const all = apps.find((app) => app.appKey === appKey)?.scopes ?? [];
    const grant = async (scopes: readonly string[]) => {
      const headers = { 'content-type': 'application/json' };
      await fetch(control, { method: 'POST', headers, body: JSON.stringify({ appKey, scopes }) });
    };
    await grant(all.filter((scope) => scope !== permission));
    await openSignedIn('/connections/new');
    await page.getByLabel('Name of the connection').fill('Newcomers Ltd');
    await press('Next');
    await page.getByText('通讯录数据管理权限').waitFor();
    await press('Next');
    await page.getByLabel('AppKey (Client ID)').fill(appKey);
    await page.getByLabel('AppSecret (Client Secret)').fill(appSecret);
    await page.getByLabel('Edition of DingTalk').click();
    await page.getByTitle('Another address').click();
    await page.locator('#ownBase').fill(bridge.addresses.simulatorUrl);
    await press('Check');
    await page.locator('[data-doctor=notReady]').filter({ hasText: permission }).waitFor();
    await keepScreenshot(page, 'wizard-check', 'en');
    await grant(all);
    await press('Check');
    await page.locator('[data-doctor=ready]').waitFor();
    await press('Next');
    await press('Show what DingTalk would have');
    await page.getByRole('cell', { name: 'Ada Lovelace' }).waitFor();
    await press('Next');
    await press('Create the connection');
    const token = await page.locator('[data-secret=Token]').innerText();
    expect(token).toMatch(/^scim_/);
    expect(await page.content()).not.toContain(appSecret);
    expect(complaints).toEqual([]);
  });

  it('shows without a reload whom SCIM sends, and lets whoever is blocked be mended', async () => {
    const tenant = await bridge.connect();
    await openSignedIn(of(tenant, '/people'));
    await page.getByText('Nobody is here.').waitFor();
    const id = await tenant.addUser({ schemas, userName: 'grace@example.com', displayName: 'Grace Hopper' });
    const row = page.getByRole('row').filter({ hasText: 'Grace Hopper' });
    await row.locator('[data-standing=blocked]').waitFor();
    await page.getByRole('menuitem', { name: 'Needs attention' }).click();
    await page.locator('[data-reason=noMobile]').waitFor();
    await page.getByText('Add a phone number of type mobile').waitFor();
    await page.getByRole('link', { name: 'Grace Hopper' }).click();
    await heading('Grace Hopper');
    const value = mobile('13800000077');
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'phoneNumbers', value }]);
    await page.locator('#content [data-standing=inStep]').waitFor();
    expect(await tenant.account(id)).toMatchObject({ name: 'Grace Hopper' });
    expect(complaints).toEqual([]);
  });

  it('shows a mirror that was made by its steps, and has it read again', async () => {
    const { appKey, appSecret } = await bridge.simulator.organisation('mirrored', 10_000);
    await openSignedIn('/connections/new');
    await page.getByRole('radio', { name: 'From DingTalk to SCIM' }).check();
    await page.getByLabel('Name of the connection').fill('Shown Ltd');
    await press('Next');
    await press('Next');
    await page.getByLabel('AppKey (Client ID)').fill(appKey);
    await page.getByLabel('AppSecret (Client Secret)').fill(appSecret);
    await page.getByLabel('Edition of DingTalk').click();
    await page.getByTitle('Another address').click();
    await page.locator('#ownBase').fill(bridge.addresses.simulatorUrl);
    await press('Next');
    await press('Create the connection');
    expect(await page.locator('[data-secret=Token]').innerText()).toMatch(/^scim_/);
    await page.getByRole('link', { name: 'Go to the connection' }).click();
    await heading('Mirror of DingTalk');
    await page.locator('[data-state=snapshot] time').waitFor();
    await press('Read now');
    await page.getByText('DingTalk is read now.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('tells at once that a threshold was passed, without asking, and carries out what is approved', async () => {
    const policy = { runs: { updates: { count: 1 } } };
    const tenant = await bridge.connect({ settings: { defaultDepartmentId: 1, policy } });
    const ids = await Promise.all(
      [1, 2].map((n) =>
        tenant.addUser({
          schemas,
          userName: `hold${String(n)}@example.com`,
          displayName: `Hold ${String(n)}`,
          title: 'Clerk',
          nickName: 'Chief',
          phoneNumbers: mobile(`1380000020${String(n)}`),
        }),
      ),
    );
    for (const id of ids) await tenant.inStep(id);
    await openSignedIn(of(tenant));
    await page.getByText('Everything is in step.').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const mapping = { title: { sources: ['nickName'] } };
    const settings = { defaultDepartmentId: 1, policy, mapping };
    await bridge.admin.call('PUT', `/connections/${tenant.connectionId}/settings`, settings);
    await page.locator('[data-banner=held]').waitFor();
    expect(asked.filter((path) => path.endsWith('/overview'))).toEqual([]);
    await page.getByRole('link', { name: 'Look at the plan' }).click();
    await page.getByRole('link', { name: 'Changed settings' }).click();
    await page.locator('[data-run=held]').waitFor();
    expect(await tenant.account(ids[0]!)).toMatchObject({ title: 'Clerk' });
    await press('Approve');
    await page.getByRole('tooltip').getByRole('button', { name: 'Approve' }).click();
    await page.locator('[data-item=applied]').nth(1).waitFor();
    for (const id of ids) expect(await tenant.account(id)).toMatchObject({ title: 'Chief' });
    expect(complaints).toEqual([]);
  });

  it('lets an account in and out, and its owner sign out elsewhere', async () => {
    await openSignedIn('/access');
    await page.getByRole('button', { name: 'New account' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('grace of the test');
    await page.getByRole('dialog').getByLabel('Password').fill('a password of the test');
    await page.getByRole('dialog').getByRole('button', { name: 'New account' }).click();
    const row = page.getByRole('row').filter({ hasText: 'grace of the test' });
    await row.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Disable' }).click();
    await row.getByText('Disabled').waitFor();
    await page.goto(at('/account'));
    await page.getByText('this browser').waitFor();
    expect(complaints).toEqual([]);
  });

  it('explains one person step by step', async () => {
    const tenant = await bridge.connect();
    const id = await tenant.addUser({ schemas, userName: 'why@example.com', displayName: 'Why Not' });
    await tenant.untilLink(id, { outcome: 'blocked' });
    await openSignedIn(of(tenant, `/people/${id}`));
    await press('Explain');
    await page.getByText('Read, map, match, plan').waitFor();
    await page.getByText('Nothing was applied.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('describes the admin API under its own policy, to read and to try what only reads', async () => {
    await open('/sign-in');
    const policy: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) policy.push(message.text());
    });
    await signIn();
    await page.locator('#content h1').waitFor();
    await page.getByRole('link', { name: 'Admin API' }).click();
    await heading('Admin API');
    await page.locator('#operations-tag-connections').click();
    const operation = (verb: string) =>
      page.locator(`.opblock-${verb}`).filter({ has: page.locator('[data-path="/admin/api/connections"]') });
    await operation('get').getByRole('button').first().click();
    await press('Try it out');
    await press('Execute');
    await page.locator('.live-responses-table').filter({ hasText: '200' }).waitFor();
    await operation('post').getByRole('button').first().click();
    await operation('post').locator('.opblock-body').waitFor();
    expect(await operation('post').getByRole('button', { name: 'Try it out' }).count()).toBe(0);
    expect([complaints, policy]).toEqual([[], []]);
  });

  describe('every page', () => {
    let tenant: Tenant;
    let person: string;
    let mirror: MirrorSite;
    let pulled: PulledTenant;
    let run: string;
    beforeAll(async () => {
      tenant = await bridge.connect({ name: 'Example Ltd' });
      const users = await Promise.all(
        [
          { displayName: '王芳', phoneNumbers: mobile('13800000101') },
          { displayName: 'Ada Lovelace', phoneNumbers: mobile('13800000102') },
          { displayName: 'Grace Hopper' },
        ].map((body, n) => tenant.addUser({ schemas, userName: `user${String(n)}@example.com`, ...body })),
      );
      person = users[0]!;
      await tenant.addGroup({
        displayName: '研发部',
        members: users.slice(0, 2).map((value) => ({ value })),
      });
      await tenant.inStep(users[1]!);
      await tenant.untilLink(users[2]!, { outcome: 'blocked' });
      const under = `/connections/${tenant.connectionId}`;
      await bridge.admin.call('POST', `${under}/preflight`);
      await bridge.admin.call('POST', `${under}/adoptions/search`);
      run = (await bridge.admin.call<{ id: string }>('POST', `${under}/plan`, {})).body.id;
      const auth = { kind: 'bearer', token: tenant.scim.token };
      pulled = await PulledTenant.connect(
        bridge,
        { baseUrl: bridge.scimUrl, auth },
        { name: 'Example Ltd, pulled' },
      );
      await pulled.sync();
      mirror = await MirrorSite.open(bridge, {}, undefined, 'Example Ltd, mirrored');
      await fillCompany(mirror);
      await mirror.crawl();
    }, 90_000);

    const pages = [
      { name: 'sign-in', address: () => '/sign-in' },
      { name: 'connections', address: () => '/' },
      { name: 'wizard', address: () => '/connections/new' },
      { name: 'overview', address: () => of(tenant) },
      { name: 'people', address: () => of(tenant, '/people') },
      { name: 'person', address: () => of(tenant, `/people/${person}`) },
      { name: 'groups', address: () => of(tenant, '/groups') },
      { name: 'attention', address: () => of(tenant, '/attention') },
      { name: 'plans', address: () => of(tenant, '/plans') },
      { name: 'run', address: () => of(tenant, `/plans/${run}`) },
      { name: 'preflight', address: () => of(tenant, '/preflight') },
      { name: 'adoption', address: () => of(tenant, '/adoption') },
      { name: 'source', address: () => of(pulled.tenant, '/source') },
      { name: 'mirror', address: () => `/connections/${mirror.connectionId}/mirror` },
      { name: 'mirror-settings', address: () => `/connections/${mirror.connectionId}/settings` },
      { name: 'activity', address: () => of(tenant, '/activity') },
      { name: 'tokens', address: () => of(tenant, '/tokens') },
      { name: 'settings', address: () => of(tenant, '/settings') },
      { name: 'access', address: () => '/access' },
      { name: 'account', address: () => '/account' },
      { name: 'queues', address: () => '/queues' },
      { name: 'api', address: () => '/api' },
    ];

    it.each([
      { language: 'en', locale: 'en-US', width: 1280 },
      { language: 'zh-CN', locale: 'zh-CN', width: 1280 },
    ])(
      'has no serious violation of accessibility and needs no scrolling sideways: $language, $width wide',
      async ({ language, locale, width }) => {
        await openSignedIn('/', locale, width);
        await steadyForScreenshots(page);
        const found: string[] = [];
        for (const { name, address } of pages) {
          await page.goto(at(address()));
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await page.locator('.ant-skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' });
          // The queues are Bull Board's own page, in a frame.
          if (name !== 'queues') await keepScreenshot(page, name, language);
          const sideways = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
          if (sideways === true) found.push(`${name}: wider than the screen`);
          const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
          for (const { id, impact, nodes } of violations) {
            if (impact === 'serious' || impact === 'critical')
              found.push(`${name}: ${id} ${nodes[0]?.html.slice(0, 160) ?? ''}`);
          }
        }
        expect(found).toEqual([]);
        expect(complaints).toEqual([]);
      },
      300_000,
    );

    it.each([
      { reason: 'on a telephone', width: 390, scheme: 'light' as const, rule: 'scrollable-region-focusable' },
      { reason: 'in the dark', width: 1280, scheme: 'dark' as const, rule: 'color-contrast' },
    ])(
      'fits, can be reached by the keyboard and read $reason',
      async ({ width, scheme, rule }) => {
        await openSignedIn('/', 'en-US', width, scheme);
        const found: string[] = [];
        for (const { name, address } of pages) {
          await page.goto(at(address()));
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await page.locator('.ant-skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' });
          const sideways = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
          if (sideways === true) found.push(`${name}: wider than the screen`);
          const { violations } = await new AxeBuilder({ page }).exclude('iframe').withRules(rule).analyze();
          for (const { id, nodes } of violations)
            found.push(`${name}: ${id} ${nodes[0]?.html.slice(0, 160) ?? ''}`);
        }
        expect(found).toEqual([]);
        expect(complaints).toEqual([]);
      },
      300_000,
    );
  });
});
