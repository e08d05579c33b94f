import { beforeAll, describe, expect, it } from '@jest/globals';
import { mobile } from '../builders/scim.js';
import type { Bridge } from '../support/bridge.js';
import { eventually } from '../support/eventually.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { sharedBridge } from '../support/shared-services.js';

let bridge: Bridge;
beforeAll(async () => {
  bridge = await sharedBridge();
});

const named = async (site: MirrorSite) =>
  (await site.users()).body.Resources.map(({ userName }) => userName).sort();
const grouped = async (site: MirrorSite) =>
  (await site.scim.get('/Groups')).body.Resources.map(({ displayName }) => displayName).sort();

describe('the scope of a mirror', () => {
  it('is the included departments with all below them, and who lies there; events keep to it', async () => {
    const site = await MirrorSite.open(bridge);
    const { works, lab } = await fillCompany(site);
    const add = async (name: string, parent: number) =>
      (await site.edit<{ dept_id: number }>('department/create', { name, parent_id: parent })).dept_id;
    const bench = await add('Bench', lab);
    await site.set({ scope: { include: [lab] } });
    await site.crawl();
    await site.listening();
    expect(await grouped(site)).toEqual(['Bench', 'Lab']);
    expect(await named(site)).toEqual(['ada', 'bob']);
    // Bob lies in Works too, which is not shown.
    const bob = (await site.user('bob'))!;
    expect(bob.groups?.map(({ value }) => value)).toEqual([(await site.group(lab))?.id]);

    await add('Yard', works);
    await site.edit('user/update', { userid: 'ada', dept_id_list: String(works) });
    await site.edit('user/update', { userid: 'eve', dept_id_list: String(bench) });
    await eventually('who came in', async () => (await site.user('eve')) !== undefined);
    await eventually('who went out', async () => (await site.user('ada')) === undefined);
    expect(await named(site)).toEqual(['bob', 'eve']);
    expect(await grouped(site)).toEqual(['Bench', 'Lab']);
    await site.crawl();
    expect([await named(site), await grouped(site)]).toEqual([
      ['bob', 'eve'],
      ['Bench', 'Lab'],
    ]);
  });

  it('has people whose mobile the app does not see, unless the settings leave them out', async () => {
    const strict = { events: 'none', scope: { withoutMobile: false } };
    const site = await MirrorSite.open(bridge, strict);
    await fillCompany(site);
    const { appKey } = site.company;
    await site.control('apps', { appKey, fields: ['fieldEmail'] });
    await site.crawl();
    expect(await named(site)).toEqual([]);
    expect(await grouped(site)).toHaveLength(3);

    await site.set({ events: 'none' });
    await site.crawl();
    expect(await named(site)).toEqual(['ada', 'bob', 'eve']);
    expect((await site.user('ada'))?.phoneNumbers).toBeUndefined();

    await site.set(strict);
    await site.control('apps', { appKey, fields: ['fieldMobile', 'fieldEmail'] });
    await site.crawl();
    // Hidden again is not without: it was seen.
    await site.control('apps', { appKey, fields: ['fieldEmail'] });
    await site.crawl();
    expect(await named(site)).toEqual(['ada', 'bob', 'eve']);
    expect((await site.user('ada'))?.phoneNumbers).toHaveLength(1);
  });

  it('has people who have not activated DingTalk, unless the settings wait until they do', async () => {
    const site = await MirrorSite.open(bridge, { scope: { notActivated: false } });
    const { org } = site.company;
    await fillCompany(site, mobile);
    await site.control('users/ada/activate', { org });
    await site.crawl();
    await site.listening();
    expect(await named(site)).toEqual(['ada']);
    const { snapshotAt } = await site.told();
    await site.control('users/bob/activate', { org });
    await eventually('who has activated it', async () => (await site.user('bob')) !== undefined);
    expect((await site.told()).snapshotAt).toBe(snapshotAt);

    await site.set({ scope: { notActivated: true } });
    await site.crawl();
    expect(await named(site)).toEqual(['ada', 'bob', 'eve']);
  });
});
