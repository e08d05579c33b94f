import { describe } from '@jest/globals';
import { browserMissing } from './browser.js';

/** A suite that needs a browser; where there is none it is skipped and says so. */
export function describeWithBrowser(name: string, suite: () => void): void {
  if (browserMissing === undefined) describe(name, suite);
  else describe.skip(`${name} (${browserMissing})`, suite);
}
