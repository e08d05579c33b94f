import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Bridge } from './bridge.js';
import { startBrowser } from './browser.js';
import { sharedBridge } from './shared-services.js';

/** How a browser is set. */
export interface Look {
  readonly locale?: string;
  readonly width?: number;
}

interface Person {
  readonly user: string;
  readonly password: string;
}

const patienceMs = 30_000;

/** The console of the shared services as somebody with a browser sees it. */
export class ConsoleVisit {
  /** What pages and the browser complained about, a refusal by the content security policy among it. */
  readonly complaints: string[] = [];
  private readonly contexts: BrowserContext[] = [];
  private session: BrowserContextOptions['storageState'];

  private constructor(
    private readonly browser: Browser,
    readonly bridge: Bridge,
  ) {}

  static async start(): Promise<ConsoleVisit> {
    const [browser, bridge] = await Promise.all([startBrowser(), sharedBridge()]);
    return new ConsoleVisit(browser, bridge);
  }

  get administrator(): Person {
    const { adminUser: user, adminPassword: password } = this.bridge.addresses;
    return { user, password };
  }

  /** Where a page of the console is. */
  at(address: string): string {
    return `${this.bridge.addresses.origin}/console${address}`;
  }

  /** Opens a page as somebody whom nobody knows. */
  async openAsStranger(address: string, look: Look = {}): Promise<Page> {
    return this.show(address, look);
  }

  /** Opens a page as the administrator, who signs in once. */
  async open(address: string, look: Look = {}): Promise<Page> {
    this.session ??= await this.signedIn();
    const page = await this.show(address, look, this.session);
    await page.locator('#content h1').waitFor();
    return page;
  }

  /** Fills in the form at the door. */
  async signIn(page: Page, { user, password }: Person = this.administrator): Promise<void> {
    await page.locator('#user').fill(user);
    await page.locator('#password').fill(password);
    await page.keyboard.press('Enter');
  }

  /** Closes what a test has opened. */
  async closePages(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
    this.complaints.splice(0);
  }

  async end(): Promise<void> {
    await this.browser.close();
  }

  private async signedIn(): Promise<BrowserContextOptions['storageState']> {
    const page = await this.show('/', { locale: 'en-US' });
    await this.signIn(page);
    await page.locator('#content h1').waitFor();
    // Which language and colours are shown is for each test to say.
    const { cookies } = await page.context().storageState();
    return { cookies, origins: [] };
  }

  private async show(
    address: string,
    { locale = 'en-US', width = 1280 }: Look,
    storageState?: BrowserContextOptions['storageState'],
  ): Promise<Page> {
    const context = await this.browser.newContext({
      locale,
      viewport: { width, height: 900 },
      timezoneId: 'UTC',
      ...(storageState === undefined ? {} : { storageState }),
    });
    this.contexts.push(context);
    const page = await context.newPage();
    await hurryAnimations(page);
    page.setDefaultTimeout(patienceMs);
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // A status that the page itself tells of is no complaint.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(message.text());
    });
    await page.goto(this.at(address));
    return page;
  }
}

/** Has whatever slides and fades on a page be over at once: it is drawn, and nobody waits for it. */
async function hurryAnimations(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Animation.enable');
  await devTools.send('Animation.setPlaybackRate', { playbackRate: 100 });
}

/** Visits the console before the suite's first test, closes each test's pages after it, and leaves after the last. */
export function visitConsole(given: (visit: ConsoleVisit) => void | Promise<void>, timeoutMs = 90_000): void {
  let visit: ConsoleVisit;
  beforeAll(async () => {
    visit = await ConsoleVisit.start();
    await given(visit);
  }, timeoutMs);
  afterAll(() => visit.end(), 60_000);
  afterEach(() => visit.closePages());
}
