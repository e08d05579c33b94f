import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { setScene } from '../support/console-scene.js';
import type { ScenePage } from '../support/console-scene.js';
import { visitConsole } from '../support/console-visit.js';
import type { ConsoleVisit } from '../support/console-visit.js';
import { describeWithBrowser } from '../support/describe-with-browser.js';
import { eventually } from '../support/eventually.js';
import { keepScreenshot, steadyForScreenshots } from '../support/screenshot.js';

const [wide, narrow] = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

describeWithBrowser('every page of the console', () => {
  let visit: ConsoleVisit;
  let pages: readonly ScenePage[];
  visitConsole(async (begun) => {
    visit = begun;
    pages = await setScene(visit.bridge);
  }, 180_000);

  /** Waits until a page shows all that it has. */
  async function settled(page: Page): Promise<void> {
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('.ant-skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' });
  }

  /** Goes to a page as a link does: the console is loaded once. */
  async function go(page: Page, address: string): Promise<void> {
    if (page.url() === visit.at(address)) return settled(page);
    // What stands there until the next page is loaded is the last one.
    await page.evaluate(`document.querySelector('h1').dataset.last = '';
      history.pushState(null, '', ${JSON.stringify(new URL(visit.at(address)).pathname)});
      dispatchEvent(new PopStateEvent('popstate', { state: null }));`);
    await page.locator('h1[data-last]').waitFor({ state: 'detached' });
    await settled(page);
  }

  /** Whether a page is no wider than the screen, once its menus have made room. */
  const fits = (page: Page) =>
    eventually(
      'a page as wide as the screen',
      () => page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
      5_000,
    ).then(
      () => true,
      () => false,
    );

  /** Has the console in other colours: one that is still on its way is none that somebody reads. */
  async function colour(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
    await page.emulateMedia({ colorScheme });
    await eventually(`a page all ${colorScheme}`, () =>
      page.evaluate(`document.documentElement.style.colorScheme === '${colorScheme}' &&
        document.getAnimations().every((one) => !(one instanceof CSSTransition))`),
    );
  }

  /** Axe is large: a page that has it already is not given it again. */
  const bringAxe = async (page: Page) =>
    (await page.evaluate("typeof axe === 'object'")) === true ? { axeSource: ';' } : {};

  /** What is wrong with a page for who cannot see, or not well; by these rules of axe, or by all. */
  async function faultsOf(page: Page, ...rules: readonly string[]): Promise<readonly string[]> {
    // The frame is Bull Board's own page; without it there is nothing to be put together.
    const axe = new AxeBuilder({ page, ...(await bringAxe(page)) })
      .exclude('iframe')
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] });
    const { violations } = await (rules.length === 0 ? axe : axe.withRules([...rules])).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 160) ?? ''}`);
  }

  it('has no serious violation of accessibility, in the light, in the dark and on a telephone', async () => {
    const page = await visit.open('/');
    await steadyForScreenshots(page);
    const found: [string, string][] = [];
    for (const { name, address } of pages) {
      const note = (faults: readonly string[]) =>
        found.push(...faults.map((one): [string, string] => [name, one]));
      await go(page, address);
      // The queues are Bull Board's own page, in a frame.
      if (name !== 'queues') await keepScreenshot(page, name, 'en');
      note(await faultsOf(page));
      await colour(page, 'dark');
      note(await faultsOf(page, 'color-contrast'));
      await colour(page, 'light');
      if (!(await fits(page))) note(['wider than the screen']);
      await page.setViewportSize(narrow);
      if (!(await fits(page))) note(['wider than a telephone']);
      note(await faultsOf(page, 'scrollable-region-focusable'));
      await page.setViewportSize(wide);
    }
    expect(found).toEqual([]);
    expect(visit.complaints).toEqual([]);
  }, 300_000);

  it('fits in Chinese, too', async () => {
    const page = await visit.open('/', { locale: 'zh-CN' });
    await steadyForScreenshots(page);
    const found: string[] = [];
    for (const { name, address } of pages) {
      await go(page, address);
      if (name !== 'queues') await keepScreenshot(page, name, 'zh-CN');
      for (const viewport of [narrow, wide]) {
        await page.setViewportSize(viewport);
        if (!(await fits(page))) found.push(`${name}, ${String(viewport.width)} wide`);
      }
    }
    expect(found).toEqual([]);
    expect(visit.complaints).toEqual([]);
  }, 300_000);

  it.each([
    { locale: 'en-US', language: 'en' },
    { locale: 'zh-CN', language: 'zh-CN' },
  ])('begins with a door that has no serious violation either: $language', async ({ locale, language }) => {
    const page = await visit.openAsStranger('/sign-in', { locale });
    await settled(page);
    await keepScreenshot(page, 'sign-in', language);
    expect(await faultsOf(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
