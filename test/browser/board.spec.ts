import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Tenant } from '../support/bridge.js';
import { browserMissing, startBrowser } from '../support/browser.js';
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
    await page.locator('#user').fill(adminUser);
    await page.locator('#password').fill(adminPassword);
    await page.keyboard.press('Enter');
  }

  const at = (path: string) => services.addresses.origin + path;
  /** Waits until something of this selector shows a text. */
  const see = (selector: string, text: string) =>
    page.locator(selector).filter({ hasText: text }).first().waitFor();

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
});
