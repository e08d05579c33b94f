import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Bridge } from '../support/bridge.js';
import { eventually } from '../support/eventually.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { sharedBridge } from '../support/shared-services.js';

let bridge: Bridge;
beforeAll(async () => {
  bridge = await sharedBridge();
});

const quiet = { events: 'none' } as const;
const reads = ['department/listsub', 'v2/user/list', 'user/get', 'department/get'] as const;

async function callsOf(site: MirrorSite, since: number): Promise<Readonly<Record<string, number>>> {
  const log = await bridge.simulator.log(site.company.org, since);
  return Object.fromEntries(
    reads.map((api) => [api, log.filter(({ path }) => path.endsWith(`/${api}`)).length]),
  );
}
const mark = async (site: MirrorSite) => (await bridge.simulator.log(site.company.org)).at(-1)?.seq ?? 0;

describe('a reading of the whole organisation', () => {
  it('costs a call for each department and each page, and one for whoever it did not meet', async () => {
    const site = await MirrorSite.open(bridge, quiet);
    await fillCompany(site);
    await site.crawl();
    const before = await mark(site);
    await site.crawl();
    const once = { 'department/listsub': 3, 'v2/user/list': 3, 'user/get': 0, 'department/get': 0 };
    expect(await callsOf(site, before)).toEqual(once);

    const id = (await site.user('eve'))!.id;
    await site.edit('user/delete', { userid: 'eve' });
    const then = await mark(site);
    await site.crawl();
    expect(await callsOf(site, then)).toEqual({ ...once, 'user/get': 1 });
    expect((await site.scim.get(`/Users/${id}`)).status).toBe(404);
  });

  it('that changes nothing moves no version, and a delta holds only who changed', async () => {
    const site = await MirrorSite.open(bridge, quiet);
    await fillCompany(site);
    await site.crawl();
    const versions = async () => (await site.users()).body.Resources.map(({ meta }) => meta.version);
    const before = await versions();
    const since = (await site.users()).body.Resources.map(({ meta }) => meta.lastModified)
      .sort()
      .at(-1)!;
    await site.crawl();
    expect(await versions()).toEqual(before);
    await site.edit('user/update', { userid: 'ada', title: 'Countess' });
    await site.crawl();
    const delta = await site.users(`&filter=${encodeURIComponent(`meta.lastModified gt "${since}"`)}`);
    expect(delta.body.Resources.map(({ userName }) => userName)).toEqual(['ada']);
  });

  it('blanks nothing that the app may not read any more, and says so', async () => {
    const site = await MirrorSite.open(bridge, quiet);
    await fillCompany(site);
    await site.crawl();
    const shown = async () => {
      const { emails, phoneNumbers, meta } = (await site.user('ada'))!;
      return { emails, phoneNumbers, version: meta.version };
    };
    const before = await shown();
    expect(before.emails).toBeDefined();
    await site.control('apps', { appKey: site.company.appKey, fields: [] });
    const told = await site.crawl();
    expect(told.hiddenFields).toEqual(['mobile', 'personal']);
    expect(await shown()).toEqual(before);

    await site.control('apps', { appKey: site.company.appKey, fields: ['fieldMobile', 'fieldEmail'] });
    await site.edit('user/update', { userid: 'ada', email: '' });
    expect((await site.crawl()).hiddenFields).toEqual([]);
    expect((await shown()).emails).toBeUndefined();
  });

  it('deletes nobody who is merely out of sight, and says that it is partial', async () => {
    const site = await MirrorSite.open(bridge, quiet);
    const { lab } = await fillCompany(site);
    await site.crawl();
    await site.control('apps', { appKey: site.company.appKey, contactScope: { departments: [lab] } });
    const told = await site.crawl();
    expect(told).toMatchObject({ snapshotPartial: true });
    expect(told.unconfirmed).toBeGreaterThan(0);
    const list = await site.users();
    expect(list.body.totalResults).toBe(3);
    expect(list.headers.get('dingtalk-snapshot-partial')).toBe('true');
  });

  it('in which too many vanished is held, whole, until an administrator lets it go', async () => {
    const site = await MirrorSite.open(bridge, { ...quiet, threshold: { share: 0.3, atLeast: 1 } });
    const { lab } = await fillCompany(site);
    await site.crawl();
    for (const userid of ['ada', 'bob', 'eve']) await site.edit('user/delete', { userid });
    await site.edit('department/update', { dept_id: lab, name: 'Atelier' });
    const before = await mark(site);
    await site.act('crawl');
    await eventually('it is held', async () => (await site.told()).stage === 'held');
    expect((await callsOf(site, before))['user/get']).toBe(0);
    expect((await site.users()).body.totalResults).toBe(3);
    expect((await site.group(lab))?.displayName).toBe('Lab');

    const held = (await site.told()).snapshotAt;
    expect(await site.act('release')).toBe(202);
    await site.published(held);
    expect((await site.users()).body.totalResults).toBe(0);
    expect((await site.group(lab))?.displayName).toBe('Atelier');
    expect(await site.act('release')).toBe(409);
  });

  it('goes on where it was when a call failed in the middle of it', async () => {
    const site = await MirrorSite.open(bridge, quiet);
    await fillCompany(site);
    const { org } = site.company;
    await bridge.simulator.fail(
      { path: '/topapi/v2/department/listsub', org, times: 1, httpStatus: 503 },
      { path: '/topapi/v2/user/list', org, times: 1, cut: 'before' },
    );
    await site.crawl(30_000);
    expect((await site.users()).body.totalResults).toBe(3);
  });
});

describe('what is mirrored', () => {
  it('follows the settings: names, who is active, scope, details, who stays', async () => {
    const site = await MirrorSite.open(bridge, quiet);
    const { works, lab } = await fillCompany(site);
    await site.crawl();
    const id = (await site.user('ada'))!.id;
    await site.set({
      ...quiet,
      userName: 'email',
      active: 'activated',
      details: true,
      roles: true,
      leaversStaySeconds: 3600,
      scope: { exclude: [lab] },
    });
    await site.crawl();
    // Who lies in the excluded department only is mirrored no more: he stays a while, as inactive.
    const left = await site.scim.get(`/Users/${id}`);
    expect(left.body).toMatchObject({ active: false });
    expect(left.body.groups).toBeUndefined();
    expect(await site.group(lab)).toBeUndefined();
    expect(await site.group(works)).toBeDefined();
    expect((await site.user('bob'))?.active).toBe(false);

    await site.set({ ...quiet, userName: 'email', details: true });
    await site.crawl();
    const back = (await site.scim.get(`/Users/${id}`)).body;
    expect(back).toMatchObject({
      userName: 'ada@example.com',
      active: true,
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
        manager: { value: (await site.user('bob'))!.id },
      },
    });
    expect((await site.user('bob'))?.userName).toBe('bob');
  });

  it('is listed whole where the settings say so, for a client that knows no pages', async () => {
    const site = await MirrorSite.open(bridge, { ...quiet, unpagedLists: true });
    await site.control('large-company', { org: site.company.org, people: 1100, departments: 12 });
    await site.crawl(60_000);
    const headers = { authorization: `jwt ${site.scim.token}` };
    const whole = await site.scim.get('/Users?attributes=userName', headers);
    expect(whole.headers.get('content-type')).toContain('json');
    expect(whole.body).toMatchObject({ totalResults: 1100, itemsPerPage: 1100, startIndex: 1 });
    expect(new Set(whole.body.Resources.map(({ id }) => id)).size).toBe(1100);
    expect((await site.scim.get('/Users?count=2')).body.Resources).toHaveLength(2);
    expect((await site.scim.get('/Groups')).body.totalResults).toBe(13);
  });

  it('is not what a connection of the other direction has put there', async () => {
    const push = await bridge.connect({
      qps: 10_000,
      settings: { defaultDepartmentId: 1, callsPerSecond: 1000 },
    });
    const user = await push.addUser({
      userName: 'pushed',
      displayName: 'P',
      phoneNumbers: [{ type: 'mobile', value: '13700000099' }],
    });
    await push.inStep(user);
    const site = await MirrorSite.open(bridge, quiet, push.company);
    await site.edit('user/create', { userid: 'own', name: 'Own', mobile: '13700000098', dept_id_list: '1' });
    await site.crawl();
    expect((await site.users()).body.Resources.map(({ userName }) => userName)).toEqual(['own']);
    expect((await site.told()).opposite).toHaveLength(1);
  });
});
