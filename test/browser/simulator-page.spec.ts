import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../support/browser.js';
import { describeWithBrowser } from '../support/describe-with-browser.js';
import { startSimulator } from '../support/simulator.js';
import type { SimulatedApp, Simulator } from '../support/simulator.js';

interface Answer {
  readonly result?: { readonly title: string };
}

const patienceMs = 20_000;

describeWithBrowser('the page of the simulated DingTalk', () => {
  let browser: Browser;
  let simulator: Simulator;
  let app: SimulatedApp;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [browser, simulator] = await Promise.all([startBrowser(), startSimulator()]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await simulator.close();
  }, 60_000);
  afterEach(async () => {
    await page.context().close();
  });

  async function open(locale: string, width = 1280, company?: object): Promise<void> {
    await simulator.post('/__sim/reset', { seed: 4 });
    app = await simulator.newApp();
    if (company) await simulator.post('/__sim/large-company', { org: app.org, ...company });
    const context = await browser.newContext({ locale, viewport: { width, height: 800 } });
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(simulator.url);
    await page.locator('#tree details').first().waitFor();
  }

  async function call(path: string, body: object): Promise<Answer> {
    const { appKey, appSecret } = app;
    const granted = await simulator.post('/v1.0/oauth2/accessToken', { appKey, appSecret });
    const { accessToken } = granted as { readonly accessToken: string };
    return (await simulator.post(`${path}?access_token=${accessToken}`, body)) as Answer;
  }

  async function create(userid: string): Promise<void> {
    const about = { name: `Name of ${userid}`, mobile: '13800000001', title: 'Engineer' };
    await call('/topapi/v2/user/create', { userid, dept_id_list: '1', ...about });
  }

  const person = (userid: string) => page.locator('.person').filter({ hasText: `Name of ${userid}` });

  it.each([
    { locale: 'en-US', width: 1280, title: 'DingTalk (simulated)', tree: 'Departments and people' },
    { locale: 'en-US', width: 390, title: 'DingTalk (simulated)', tree: 'Departments and people' },
    { locale: 'zh-CN', width: 1280, title: '钉钉（模拟）', tree: '部门与人员' },
    { locale: 'zh-CN', width: 390, title: '钉钉（模拟）', tree: '部门与人员' },
  ])(
    'shows in $locale, $width wide, whom a program has just added',
    async ({ locale, width, title, tree }) => {
      await open(locale, width);
      expect(await page.locator('h1').innerText()).toBe(title);
      expect(await page.locator('#tree-title').innerText()).toBe(tree);
      await create('eve');
      await person('eve').waitFor();
      await page.locator('#calls tr').filter({ hasText: '/topapi/v2/user/create' }).first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(complaints).toEqual([]);
    },
  );

  it('lets an administrator give somebody another title by hand', async () => {
    await open('en-US');
    await create('eve');
    await person('eve').click();
    await page.locator('#person-job').fill('Professor');
    await page.locator('#person-save').click();
    await person('eve').filter({ hasText: 'Professor' }).waitFor();
    expect(await page.locator('#person').isVisible()).toBe(false);
    const { result } = await call('/topapi/v2/user/get', { userid: 'eve' });
    expect(result?.title).toBe('Professor');
    expect(complaints).toEqual([]);
  });

  it('does not take for new whom a department of a large company shows when it is opened', async () => {
    await open('en-US', 1280, { people: 2_000, departments: 120 });
    await page.locator('#tree details details summary').first().click();
    await page.locator('.person').first().waitFor();
    expect(await page.locator('.person.new').count()).toBe(0);
    await create('eve');
    await person('eve').and(page.locator('.new')).waitFor();
    expect(complaints).toEqual([]);
  });

  it('lets the person accept an invitation', async () => {
    await open('en-US');
    await simulator.post('/__sim/world/mobiles', { mobile: '+86-13800000001', verifyBeforeJoin: true });
    await create('eve');
    await page.locator('.invitation').getByRole('button', { name: 'Accept' }).click();
    await person('eve').waitFor();
    await page.locator('#invitations').waitFor({ state: 'hidden' });
    expect(complaints).toEqual([]);
  });
});
