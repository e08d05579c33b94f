import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '#embedded-postgres';
import { browserMissing, startBrowser } from '../support/browser.js';
import { startScimServer } from '../support/scim-server.js';
import type { ScimServer } from '../support/scim-server.js';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';
import { clientSecret, TestProvider } from '../support/test-provider.js';
import { WalkingBrowser } from '../support/walking-browser.js';

const ada = { person: 'ada', claims: { preferred_username: 'ada@example.com', groups: ['bridge-admins'] } };
const bob = { person: 'bob', claims: { preferred_username: 'bob@example.com', groups: ['staff'] } };

let database: TestDatabase;
let provider: TestProvider;
let server: ScimServer;
let origin: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const port = String(await freePort());
  origin = `http://127.0.0.1:${port}`;
  provider = await TestProvider.start(`${origin}/oidc/callback`);
  const env = { PORT: port, PUBLIC_URL: origin, ...provider.environment };
  server = await startScimServer(database.url, env);
}, 60_000);

afterAll(async () => {
  await server.child.stop();
  await provider.stop();
  await database.drop();
});

const isCallback = (address: string) => address.startsWith(`${origin}/oidc/callback?`);
const isPage = (address: string) => address.startsWith(`${origin}/console`);
const begin = (next = '/connections/new') =>
  `${origin}/oidc/sign-in?${new URLSearchParams({ next }).toString()}`;
const refused = (address: string) => new URL(address).searchParams.get('refused');
const nobody = { person: 'eve', claims: { groups: ['sales'] } };

/** Who is signed in, in a browser. */
async function current(browser: WalkingBrowser): Promise<unknown> {
  const answer = await browser.open(`${origin}/admin/api/session`);
  return answer.status === 200 ? answer.json() : answer.status;
}

describe('signing in at a provider', () => {
  it('is offered by its name', async () => {
    const ways = await fetch(`${origin}/admin/api/session/ways`);
    expect(await ways.json()).toEqual({ provider: { label: 'Example Login', address: '/oidc/sign-in' } });
  });

  it.each([
    { answer: ada, role: 'administrator', allowed: 200, reason: 'a group of administrators' },
    { answer: bob, role: 'viewer', allowed: 403, reason: 'a group of viewers' },
  ])('makes whoever is in $reason $role, and leads on', async ({ answer, role, allowed }) => {
    provider.answer = answer;
    const browser = new WalkingBrowser();
    const page = new URL(await browser.follow(begin(), (address) => !isPage(address)));
    expect([page.pathname, page.search]).toEqual(['/console/sign-in', '?next=%2Fconnections%2Fnew']);
    const user = `oidc/${answer.claims.preferred_username}`;
    expect(await current(browser)).toEqual({ user, role });
    expect((await browser.open(`${origin}/admin/api/accounts`)).status).toBe(allowed);
  });

  it('asks with PKCE, state and nonce, and gives cookies that neither scripts nor other sites can use', async () => {
    provider.answer = ada;
    const browser = new WalkingBrowser();
    const sentOff = await browser.open(begin());
    const asked = new URL(sentOff.headers.get('location') ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      scope: 'openid profile groups',
      code_challenge_method: 'S256',
      redirect_uri: `${origin}/oidc/callback`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/);
    expect(sentOff.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^bridge_ticket=[\w-]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    const back = await browser.follow(
      sentOff.headers.get('location') ?? '',
      (address) => !isCallback(address),
    );
    const [over, session] = (await browser.open(back)).headers.getSetCookie();
    expect(over).toMatch(/^bridge_ticket=; /);
    expect(session).toMatch(
      /^bridge_session=session_[\w-]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it.each([
    { answer: nobody, reason: 'noRole' },
    { answer: { error: 'access_denied' }, reason: 'declined' },
  ])('lets nobody in and says why: $reason', async ({ answer, reason }) => {
    provider.answer = answer;
    const browser = new WalkingBrowser();
    const page = await browser.follow(begin(), (address) => !isPage(address));
    expect(refused(page)).toBe(reason);
    expect(await current(browser)).toBe(401);
  });

  it('gives a role anew with every sign-in, and to sessions that were there', async () => {
    const [before, after] = [new WalkingBrowser(), new WalkingBrowser()];
    const grace = (group: string) => ({
      person: 'grace',
      claims: { preferred_username: 'grace', groups: [group] },
    });
    provider.answer = grace('bridge-admins');
    await before.follow(begin(), (address) => !isPage(address));
    expect(await current(before)).toEqual({ user: 'oidc/grace', role: 'administrator' });
    provider.answer = grace('staff');
    await after.follow(begin(), (address) => !isPage(address));
    expect(await current(before)).toEqual({ user: 'oidc/grace', role: 'viewer' });
  });

  it('does not make somebody whoever else has that name', async () => {
    provider.answer = { person: 'other', claims: { ...bob.claims } };
    const browser = new WalkingBrowser();
    await browser.follow(begin(), (address) => !isPage(address));
    const { user } = (await current(browser)) as { readonly user: string };
    expect(user).toMatch(/^oidc\/bob@example\.com \([0-9a-f]{8}\)$/);
  });

  describe('with an answer that is not the one to the own question', () => {
    /** Comes back from the provider, the question changed on the way there. */
    async function comeBack(
      browser: WalkingBrowser,
      change: (asked: URLSearchParams) => void,
    ): Promise<string> {
      provider.answer = ada;
      const { headers } = await browser.open(begin());
      const address = new URL(headers.get('location') ?? '');
      change(address.searchParams);
      return browser.follow(address.href, (at) => !isCallback(at));
    }
    const unchanged = () => undefined;

    it.each([
      { reason: 'another nonce', name: 'nonce', told: 'untrusted' },
      { reason: 'another code challenge', name: 'code_challenge', told: 'untrusted' },
      { reason: 'another state', name: 'state', told: 'expired' },
    ])('lets nobody in by $reason', async ({ name, told }) => {
      const browser = new WalkingBrowser();
      const back = await comeBack(browser, (asked) => {
        asked.set(name, 'x'.repeat(43));
      });
      expect(refused(await browser.follow(back, isCallback))).toBe(told);
      expect(await current(browser)).toBe(401);
    });

    it('lets nobody in by an address that was meant for somebody else', async () => {
      const back = await comeBack(new WalkingBrowser(), unchanged);
      const [stranger, victim] = [new WalkingBrowser(), new WalkingBrowser()];
      expect(refused(await stranger.follow(back, isCallback))).toBe('expired');
      await victim.open(begin());
      expect(refused(await victim.follow(back, isCallback))).toBe('expired');
      expect(await current(victim)).toBe(401);
    });

    it('lets in once by each answer', async () => {
      const browser = new WalkingBrowser();
      const back = await comeBack(browser, unchanged);
      expect(refused(await browser.follow(back, isCallback))).toBeNull();
      expect(refused(await browser.follow(back, isCallback))).toBe('expired');
    });

    it('lets nobody in by what another has issued', async () => {
      const browser = new WalkingBrowser();
      const back = new URL(await comeBack(browser, unchanged));
      back.searchParams.set('iss', 'https://evil.example');
      expect(refused(await browser.follow(back.href, isCallback))).toBe('untrusted');
    });
  });

  (browserMissing ? it.skip : it)(
    `works in a browser across two sites, from the page that was asked for and to it${browserMissing ? ` (${browserMissing})` : ''}`,
    async () => {
      provider.answer = ada;
      const browser = await startBrowser();
      try {
        const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
        page.setDefaultTimeout(20_000);
        await page.goto(`${origin}/console/connections/new`);
        await page.getByRole('link', { name: 'Sign in with Example Login' }).click();
        await page.waitForURL(`${origin}/console/connections/new`);
        await page.getByRole('heading', { level: 1, name: 'New connection' }).waitFor();
        provider.answer = nobody;
        await page.context().clearCookies();
        await page.goto(`${origin}/console/sign-in`);
        await page.getByRole('link', { name: 'Sign in with Example Login' }).click();
        await page.getByRole('alert').filter({ hasText: 'gives you no role here' }).waitFor();
      } finally {
        await browser.close();
      }
    },
    60_000,
  );

  it('writes neither codes, tokens nor names into the log, but why somebody was refused', () => {
    const log = server.child.lines.join('\n');
    expect(log).toContain('"reason":"noRole"');
    expect(log).toContain('/oidc/callback');
    expect(log).not.toMatch(/ada@|bob@|grace|eyJ|code=|state=|bridge-admins/);
    expect(log).not.toContain(clientSecret);
  });

  it('is told when the provider does not answer', async () => {
    provider.answer = ada;
    const browser = new WalkingBrowser();
    const back = await browser.follow(begin(), (address) => !isCallback(address));
    await provider.stop();
    expect(refused(await browser.follow(back, isCallback))).toBe('unreachable');
  });
});
