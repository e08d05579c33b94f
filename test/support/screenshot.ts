import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

const folder = path.resolve(import.meta.dirname, '../../../docs/screenshots');
const isAsked = process.env.KEEP_SCREENSHOTS === '1';
/** When everything has happened that a picture shows: another run makes the same pictures. */
const always = '2030-01-31T08:00:00.000Z';

/** Keeps what a page shows among the documents, where KEEP_SCREENSHOTS=1 asks for it: a run of tests leaves no traces. */
export async function keepScreenshot(page: Page, name: string, language: string): Promise<void> {
  if (!isAsked) return;
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.${language}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
}

/** Where pictures are kept: stops the clock, and leaves out the connections of other tests. */
export async function steadyForScreenshots(page: Page): Promise<void> {
  if (!isAsked) return;
  await page.clock.setFixedTime(always);
  // What the server tells by itself bears the time of day: the pages ask instead.
  await page.route(/\/admin\/api\/.*\/events$/, (route) => route.abort());
  await page.route(/\/admin\/api\/(?!.*\/events)/, async (route) => {
    if (route.request().method() !== 'GET') return route.continue();
    const response = await route.fetch();
    const told = (await response.text()).replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, always);
    const isList = new URL(route.request().url()).pathname.endsWith('/connections');
    return route.fulfill({ response, body: isList ? named(told) : told });
  });
}

/** Connections that somebody has given a name: all others are called by what they are and a number. */
function named(told: string): string {
  const list = JSON.parse(told) as readonly { readonly name: string }[];
  return JSON.stringify(list.filter(({ name }) => !/^(?:tenant|mirror)-/.test(name)));
}
