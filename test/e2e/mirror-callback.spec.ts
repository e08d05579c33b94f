import { beforeAll, describe, expect, it } from '@jest/globals';
import { CallbackCipher } from '#dingtalk';
import type { Bridge } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { sharedBridge } from '../support/shared-services.js';

let bridge: Bridge;
beforeAll(async () => {
  bridge = await sharedBridge();
});

const keys = { token: 'abc123', aesKey: 'x'.repeat(43) };

/** A post as DingTalk makes it: sealed and signed at a time. */
interface Post {
  readonly query: string;
  readonly body: string;
}

/** A mirror that listens to a callback, and whoever posts to it as DingTalk does. */
async function openCallback() {
  const site = await MirrorSite.open(bridge, { events: 'callback' });
  await fillCompany(site);
  await site.crawl();
  const path = `/connections/${site.connectionId}/mirror/callback`;
  const { status, body } = await bridge.admin.call<{ url: string }>('PUT', path, keys);
  expect(status).toBe(200);
  const cipher = new CallbackCipher({ ...keys, owner: site.company.appKey });
  const seal = (event: object, at: string | number = Date.now()): Post => {
    const [nonce, encrypt] = [unique(), cipher.encrypt(JSON.stringify(event))];
    const signature = cipher.signature(String(at), nonce, encrypt);
    return {
      query: `msg_signature=${signature}&timestamp=${String(at)}&nonce=${nonce}`,
      body: JSON.stringify({ encrypt }),
    };
  };
  /** @returns the status, and what the answer says where it can be opened */
  const post = async ({ query, body: sent }: Post) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${body.url}?${query}`, { method: 'POST', headers, body: sent });
    const { encrypt = '' } = (await response.json()) as { readonly encrypt?: string };
    return [response.status, cipher.decrypt(encrypt)] as const;
  };
  return { site, url: body.url, seal, post };
}

const about = (userId: string, eventId?: string) => ({
  EventType: 'user_modify_org',
  userId: [userId],
  ...(eventId === undefined ? {} : { eventId }),
});
const answered = [200, 'success'] as const;
const refused = [403, undefined] as const;

describe("DingTalk's HTTP callback", () => {
  it('is verified, opened and answered; what it tells is shown', async () => {
    const { site, url } = await openCallback();
    await site.control('events/callback', { appKey: site.company.appKey, url, ...keys });
    await site.edit('user/update', { userid: 'ada', title: 'Countess' });
    await eventually('the title', async () => (await site.user('ada'))?.title === 'Countess');
    const forged = await fetch(`${url}?msg_signature=x&timestamp=1700000000000&nonce=n`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ encrypt: 'AAAA' }),
    });
    expect(forged.status).toBe(403);
  });

  it('refuses what was signed long ago or is ahead of its time, and hears nothing of it', async () => {
    const { site, seal, post } = await openCallback();
    const minutes = 60_000;
    const old = seal(about('ada', 'old'), Date.now() - 11 * minutes);
    expect(await post(old)).toEqual(refused);
    expect(await post(seal(about('ada', 'ahead'), Date.now() + 11 * minutes))).toEqual(refused);
    const inSeconds = Math.floor(Date.now() / 1000);
    expect(await post(seal(about('ada', 'seconds'), inSeconds - 11 * 60))).toEqual(refused);
    // Whoever makes it look younger has no signature for that.
    const younger = old.query.replace(/timestamp=\d+/, `timestamp=${String(Date.now())}`);
    expect(await post({ query: younger, body: old.body })).toEqual(refused);
    expect((await site.told()).heardAt).toBeNull();

    expect(await post(seal(about('ada', 'late'), Date.now() - 9 * minutes))).toEqual(answered);
    expect(await post(seal(about('ada', 'now'), inSeconds))).toEqual(answered);
    expect((await site.told()).heardAt).not.toBeNull();
  });

  it('answers success however often the same event comes, and looks once at whom it is about', async () => {
    const { site, seal, post } = await openCallback();
    const { org } = site.company;
    const since = (await bridge.simulator.log(org)).at(-1)?.seq ?? 0;
    const looked = async () => (await bridge.simulator.log(org, since)).map(({ body }) => body?.userid);
    const title = async (userId: string, text: string) => {
      await site.edit('user/update', { userid: userId, title: text });
      return () =>
        eventually(`the title of ${userId}`, async () => (await site.user(userId))?.title === text);
    };
    const shown = await title('ada', 'Countess');
    const first = seal(about('ada', 'once'));
    expect(await post(first)).toEqual(answered);
    await shown();
    const { heardAt } = await site.told();
    const version = (await site.user('ada'))?.meta.version;
    // Once more as it was, and as DingTalk pushes again: sealed and signed anew.
    expect(await post(first)).toEqual(answered);
    expect(await post(seal(about('ada', 'once')))).toEqual(answered);
    expect((await site.told()).heardAt).toBe(heardAt);

    // One without an id is known by its signature.
    const other = await title('bob', 'Smith');
    const nameless = seal(about('bob'));
    expect(await post(nameless)).toEqual(answered);
    await other();
    expect(await post(nameless)).toEqual(answered);
    const last = await title('eve', 'Clerk');
    expect(await post(seal(about('eve', 'last')))).toEqual(answered);
    await last();
    expect(await looked()).toEqual(['ada', 'bob', 'eve']);
    expect((await site.user('ada'))?.meta.version).toBe(version);
  });
});
