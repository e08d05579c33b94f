import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { browserMissing, startBrowser } from '../support/browser.js';
import { sharedBridge } from '../support/shared-services.js';
import type { Bridge } from '../support/bridge.js';

const patienceMs = 20_000;

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

  async function open(path: string, locale = 'en-US', width = 1280): Promise<void> {
    const context = await browser.newContext({ locale, viewport: { width, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${bridge.addresses.origin}/console${path}`);
  }

  async function signIn(password = bridge.addresses.adminPassword): Promise<void> {
    await page.locator('#user').fill(bridge.addresses.adminUser);
    await page.locator('#password').fill(password);
    await page.keyboard.press('Enter');
  }

  const heading = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();

  it('tells when the password is wrong, and keeps the name', async () => {
    await open('/');
    await signIn('wrong');
    await page.getByRole('alert').filter({ hasText: 'User or password is wrong.' }).waitFor();
    expect(await page.locator('#user').inputValue()).toBe('admin');
  });

  it('leads to the page that was asked for once somebody has signed in, and out again', async () => {
    const tenant = await bridge.connect();
    await open(`/connections/${tenant.connectionId}/tokens`);
    await heading('Sign in');
    await signIn();
    await heading('Tokens');
    await page.getByRole('button', { name: 'Account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading('Sign in');
    await page.goto(`${bridge.addresses.origin}/console/`);
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
    await page.getByRole('button', { name: row.button }).click();
    await page.getByRole('menuitem', { name: row.choose }).click();
    await heading(row.other);
    await page.reload();
    await heading(row.other);
  });
});
