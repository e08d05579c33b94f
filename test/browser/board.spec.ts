import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Tenant } from '../support/bridge.js';
import { browserMissing, startBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { redisMissing, startRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';
import { Services } from '../support/services.js';

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];
const patienceMs = 20_000;

const backends = [
  { backend: 'Postgres', missing: browserMissing },
  { backend: 'Redis', missing: browserMissing ?? redisMissing },
];

describe.each(backends)('an administrator with a browser, the queue on $backend', ({ backend, missing }) => {
  if (missing !== undefined) {
    it.skip(missing, () => undefined);
    return;
  }
  let browser: Browser;
  let redis: TestRedis | undefined;
  let services: Services;
  let tenant: Tenant;
  let page: Page;
  /** What the page's own scripts and the browser complained about. */
  let complaints: string[];

  beforeAll(async () => {
    redis = backend === 'Redis' ? await startRedis() : undefined;
    [browser, services] = await Promise.all([
      startBrowser(),
      Services.start(redis === undefined ? {} : { queueUrl: redis.url }),
    ]);
    tenant = await services.bridge.connect();
  }, 90_000);

  afterAll(async () => {
    await browser.close();
    await services.stop();
    await redis?.stop();
  }, 60_000);

  async function open(locale: string): Promise<void> {
    const context = await browser.newContext({ locale });
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
  }

  async function signIn(): Promise<void> {
    const { adminUser, adminPassword } = services.addresses;
    await page.locator('[name=user]').fill(adminUser);
    await page.locator('[name=password]').fill(adminPassword);
    await page.locator('main button').click();
  }

  const at = (path: string) => services.addresses.origin + path;
  /** Waits until something of this selector shows a text. */
  const see = (selector: string, text: string) =>
    page.locator(selector).filter({ hasText: text }).first().waitFor();
  /** Reads a page that may just be loading itself anew. */
  const read = (selector: string) =>
    eventually(selector, () => page.locator(selector).first().innerText({ timeout: 2_000 }), patienceMs);
  const count = async (state: string) => Number(await read(`[data-state=${state}] strong`));

  beforeEach(async () => {
    await open('en-US');
  });

  it('reads on the board what a finished drain has applied', async () => {
    const phoneNumbers = [{ type: 'mobile', value: '13800000002' }];
    const id = await tenant.addUser({
      schemas,
      userName: 'ada@example.com',
      displayName: 'Ada',
      phoneNumbers,
    });
    await tenant.inStep(id);
    await page.goto(at('/queues'));
    await signIn();
    await page.waitForURL(at('/queues'));
    await page.goto(at('/queues/queue/bridge?status=completed'));
    const job = page.locator('text=returnValue').first();
    await job.waitFor();
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/lane:\s*"people"/);
    expect(text).toMatch(/applied:\s*1/);
    expect(text).not.toMatch(/13800000002|Ada/);
    await page
      .getByRole('button', { name: 'Progress' })
      .or(page.getByRole('tab', { name: 'Progress' }))
      .first()
      .click();
    await page.getByText('reconciled').first().waitFor();
    expect(complaints).toEqual([]);
  });

  // What is the same on every backend is looked at once.
  if (backend !== 'Postgres') return;

  it('is asked to sign in first, and led on to the board afterwards', async () => {
    await page.goto(at('/queues/queue/bridge'));
    await see('h1', 'Sign in');
    await signIn();
    await page.waitForURL(at('/queues'));
    await page.getByText('bridge').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('is told when the password is wrong', async () => {
    await page.goto(at('/console'));
    await page.locator('[name=user]').fill('admin');
    await page.locator('[name=password]').fill('wrong');
    await page.keyboard.press('Enter');
    await see('[role=alert]', 'User or password is wrong.');
    expect(await page.locator('[name=user]').inputValue()).toBe('admin');
  });

  it('sees who is blocked and why, and sees it gone once it is mended', async () => {
    const id = await tenant.addUser({ schemas, userName: 'grace@example.com', displayName: 'Grace Hopper' });
    await tenant.untilLink(id, { outcome: 'blocked', onTheWay: false });
    await page.goto(at('/console'));
    await signIn();
    await page.getByText('Grace Hopper').waitFor();
    expect(await count('blocked')).toBe(1);
    const before = await count('inStep');
    const why = await read('[data-reason=noMobile]');
    expect(why).toContain('No mobile number (1)');
    expect(why).toContain('Add a phone number of type mobile');
    expect(why).toMatch(/Grace Hopper\s+Person/);

    await page.getByRole('link', { name: '中文' }).click();
    await see('h1', '状态');
    await see('[data-reason=noMobile]', '添加类型为 mobile 的电话号码');
    await page.getByRole('link', { name: 'English' }).click();

    const value = [{ type: 'mobile', value: '13800000001' }];
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'phoneNumbers', value }]);
    await tenant.inStep(id);
    // The page loads itself anew; nobody has to press anything.
    await eventually(
      'the mended person has left the list',
      async () => (await count('blocked')) === 0,
      patienceMs,
    );
    expect(await read('main')).not.toContain('Grace Hopper');
    expect(await count('inStep')).toBe(before + 1);
    expect(await page.content()).not.toContain('13800000001');
  });

  it('signs out, and nothing is left open', async () => {
    await page.goto(at('/console'));
    await signIn();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await see('h1', 'Sign in');
    for (const path of ['/queues', '/queues/queue/bridge?status=completed', '/console']) {
      await page.goto(at(path));
      await see('h1', 'Sign in');
    }
    for (const path of ['/queues/api/queues', '/queues/static/favicon.ico', '/admin/api/connections']) {
      expect((await page.request.get(at(path))).status()).toBe(401);
    }
  });

  it.each([
    { reason: 'a desk', width: 1280 },
    { reason: 'a phone', width: 390 },
  ])('needs no scrolling sideways on the screen of $reason', async ({ width }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(at('/console'));
    await signIn();
    await page.locator('[data-state=inStep]').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });
});
