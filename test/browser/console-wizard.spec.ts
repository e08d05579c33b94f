import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { visitConsole } from '../support/console-visit.js';
import type { ConsoleVisit } from '../support/console-visit.js';
import { describeWithBrowser } from '../support/describe-with-browser.js';
import { heading, press } from '../support/page-steps.js';
import { keepScreenshot, steadyForScreenshots } from '../support/screenshot.js';
import type { SimulatedOrganisation } from '../support/simulator-client.js';

describeWithBrowser('a connection that somebody makes in the console', () => {
  let visit: ConsoleVisit;
  visitConsole((begun) => {
    visit = begun;
  });

  /** Chooses another language in the middle of it all. */
  async function speak(page: Page, button: string, language: string): Promise<void> {
    await press(page, button);
    await page.getByRole('menuitem', { name: language }).click();
  }

  /** Pastes what the developer console shows of an app. */
  async function paste(page: Page, { appKey, appSecret }: SimulatedOrganisation): Promise<void> {
    await page.getByLabel('AppKey (Client ID)').fill(appKey);
    await page.getByLabel('AppSecret (Client Secret)').fill(appSecret);
    await page.getByLabel('Edition of DingTalk').click();
    await page.getByTitle('Another address').click();
    await page.locator('#ownBase').fill(visit.bridge.addresses.simulatorUrl);
  }

  it('is there after a check that named the missing permission, in both languages', async () => {
    const company = await visit.bridge.simulator.organisation('wizard');
    const { appKey, appSecret } = company;
    const permission = 'qyapi_manage_addresslist';
    const control = `${visit.bridge.addresses.simulatorUrl}/__sim/apps`;
    const apps = (await (await fetch(control)).json()) as { appKey: string; scopes: string[] }[];
    const all = apps.find((app) => app.appKey === appKey)?.scopes ?? [];
    const grant = async (scopes: readonly string[]) => {
      const headers = { 'content-type': 'application/json' };
      await fetch(control, { method: 'POST', headers, body: JSON.stringify({ appKey, scopes }) });
    };
    await grant(all.filter((scope) => scope !== permission));
    const page = await visit.open('/connections/new');
    await steadyForScreenshots(page);
    await page.getByLabel('Name of the connection').fill('Newcomers Ltd');
    await press(page, 'Next');
    await page.getByText('通讯录数据管理权限').waitFor();
    await press(page, 'Next');
    await paste(page, company);
    await press(page, 'Check');
    await page.locator('[data-doctor=notReady]').filter({ hasText: permission }).waitFor();
    await keepScreenshot(page, 'wizard-check', 'en');
    await speak(page, 'Language', '简体中文');
    await press(page, '检查');
    await page.locator('[data-doctor=notReady]').filter({ hasText: '通讯录数据管理权限' }).waitFor();
    await keepScreenshot(page, 'wizard-check', 'zh-CN');
    await speak(page, '语言', 'English');
    await grant(all);
    await press(page, 'Check');
    await page.locator('[data-doctor=ready]').waitFor();
    await press(page, 'Next');
    await press(page, 'Show what DingTalk would have');
    await page.getByRole('cell', { name: 'Ada Lovelace' }).waitFor();
    await press(page, 'Next');
    await press(page, 'Create the connection');
    const token = await page.locator('[data-secret=Token]').innerText();
    expect(token).toMatch(/^scim_/);
    expect(await page.content()).not.toContain(appSecret);
    expect(visit.complaints).toEqual([]);
  });

  it('shows DingTalk where it was made for that, and has it read again', async () => {
    const company = await visit.bridge.simulator.organisation('mirrored', 10_000);
    const page = await visit.open('/connections/new');
    await page.getByRole('radio', { name: 'From DingTalk to SCIM' }).check();
    await page.getByLabel('Name of the connection').fill('Shown Ltd');
    await press(page, 'Next');
    await press(page, 'Next');
    await paste(page, company);
    await press(page, 'Next');
    await press(page, 'Create the connection');
    expect(await page.locator('[data-secret=Token]').innerText()).toMatch(/^scim_/);
    await page.getByRole('link', { name: 'Go to the connection' }).click();
    await heading(page, 'Mirror of DingTalk');
    await page.locator('[data-state=snapshot] time').waitFor();
    await press(page, 'Read now');
    await page.getByText('DingTalk is read now.').waitFor();
    await page.getByRole('menuitem', { name: 'People' }).click();
    await page.getByText('Nobody is here.').waitFor();
    expect(visit.complaints).toEqual([]);
  });
});
