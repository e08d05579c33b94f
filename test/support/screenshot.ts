import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

const folder = path.resolve(import.meta.dirname, '../../../docs/screenshots');

/** Keeps what a page shows among the documents, where KEEP_SCREENSHOTS=1 asks for it: a run of tests leaves no traces. */
export async function keepScreenshot(page: Page, name: string, language: string): Promise<void> {
  if (process.env.KEEP_SCREENSHOTS !== '1') return;
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.${language}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
}
