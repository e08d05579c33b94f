import { expect, it } from '@jest/globals';
import { visitConsole } from '../support/console-visit.js';
import type { ConsoleVisit } from '../support/console-visit.js';
import { describeWithBrowser } from '../support/describe-with-browser.js';
import { heading, press } from '../support/page-steps.js';

describeWithBrowser('the door of the console', () => {
  let visit: ConsoleVisit;
  visitConsole((begun) => {
    visit = begun;
  });

  it('tells when the password is wrong, and keeps the name', async () => {
    const page = await visit.openAsStranger('/');
    await visit.signIn(page, { ...visit.administrator, password: 'wrong' });
    await page.getByRole('alert').filter({ hasText: 'User or password is wrong.' }).waitFor();
    expect(await page.locator('#user').inputValue()).toBe('admin');
  });

  it('leads to the page that was asked for once somebody has signed in, and out again', async () => {
    const { connectionId } = await visit.bridge.connect();
    const page = await visit.openAsStranger(`/connections/${connectionId}/tokens`);
    await heading(page, 'Sign in');
    await visit.signIn(page);
    await heading(page, 'Tokens');
    await press(page, 'Account');
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, 'Sign in');
    await page.goto(visit.at('/'));
    await heading(page, 'Sign in');
    expect(visit.complaints).toEqual([]);
  });

  it.each([
    { locale: 'en-US', own: 'Connections', choose: '简体中文', other: '连接', button: 'Language' },
    { locale: 'zh-CN', own: '连接', choose: 'English', other: 'Connections', button: '语言' },
  ])(
    'speaks the language of a browser set to $locale, until another is chosen',
    async ({ locale, own, choose, other, button }) => {
      const page = await visit.open('/', { locale });
      await heading(page, own);
      await press(page, button);
      await page.getByRole('menuitem', { name: choose }).click();
      await heading(page, other);
      await page.reload();
      await heading(page, other);
      expect(visit.complaints).toEqual([]);
    },
  );

  it('lets an account in, lets its owner sign out elsewhere, and lets it in no more', async () => {
    const grace = { user: 'grace of the test', password: 'a password of the test' };
    const page = await visit.open('/access');
    await page.getByRole('button', { name: 'New account' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill(grace.user);
    await dialog.getByLabel('Password').fill(grace.password);
    await dialog.getByRole('button', { name: 'New account' }).click();
    const row = page.getByRole('row').filter({ hasText: grace.user });
    await row.waitFor();

    const [elsewhere, here] = [await visit.openAsStranger('/'), await visit.openAsStranger('/account')];
    for (const one of [elsewhere, here]) {
      await visit.signIn(one, grace);
      await one.locator('#content h1').waitFor();
    }
    expect(await elsewhere.getByRole('link', { name: 'New connection' }).count()).toBe(0);
    await here.getByText('this browser').waitFor();
    await press(here, 'Sign out everywhere else');
    await here.getByText('Signed out.').waitFor();
    await elsewhere.reload();
    await heading(elsewhere, 'Sign in');

    await row.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: 'Disable' }).click();
    await row.getByText('Disabled').waitFor();
    await here.reload();
    await heading(here, 'Sign in');
    expect(visit.complaints).toEqual([]);
  });
});
