import { describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import { fillCompany, MirrorSite } from '../support/mirror-site.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

describe("the pusher's metrics", () => {
  it('tell what operators scale on: Links due by lane, calls and throttles by API and lane', async () => {
    const bridge = await sharedBridge();
    const tenant = await bridge.connect();
    await tenant.fail({ path: '/topapi/v2/user/create', subCode: '90018' });
    await tenant.inStep(await tenant.addUser(person()));
    const text = async () => (await fetch(`${bridge.addresses.pusherUrls[0] ?? ''}/metrics`)).text();
    const create = 'api="/topapi/v2/user/create",lane="people"';
    expect(await text()).toMatch(new RegExp(`bridge_dingtalk_calls_total\\{${create},code="0"\\} \\d+`));
    expect(await text()).toMatch(new RegExp(`bridge_dingtalk_throttles_total\\{${create}\\} \\d+`));

    await tenant.fail({ path: '/topapi/v2/user/create', subCode: '60011' });
    await tenant.addUser(person());
    const at = `connection="${tenant.connectionId}",lane="people"`;
    await eventually('the resting lane is told, with the Link that is due in it', async () => {
      const told = await text();
      const due = told.includes(`bridge_links_due{${at}} 1`);
      return due && told.includes(`bridge_lanes_stopped{${at},reason="refused:60011"} 1`);
    });
    expect(await text()).toMatch(new RegExp(`bridge_links_oldest_due_seconds\\{${at}\\} \\d`));
  });

  it('tell how old what a mirror shows is, what it has heard, and whether it is held', async () => {
    const bridge = await sharedBridge();
    const site = await MirrorSite.open(bridge, { threshold: { share: 0, atLeast: 0 } });
    await fillCompany(site);
    await site.crawl();
    await eventually('an open stream', async () => (await site.told()).streamOpenSince !== null);
    await site.edit('user/update', { userid: 'ada', title: 'Countess' });
    const of = `{connection="${site.connectionId}"}`;
    const text = async () => (await fetch(`${bridge.addresses.pusherUrls[0] ?? ''}/metrics`)).text();
    const value = async (name: string) => {
      const told = await text();
      return Number(told.split(`bridge_mirror_${name}${of} `)[1]?.split('\n')[0]);
    };
    await eventually('the event', async () => (await value('events_total')) > 0);
    expect(await value('stream_open')).toBe(1);
    expect(await value('snapshot_age_seconds')).toBeGreaterThan(0);
    expect(await value('crawl_seconds')).toBeGreaterThan(0);
    expect(await value('held')).toBe(0);
    await site.set({ events: 'none', threshold: { share: 0, atLeast: 0 } });
    await eventually('nobody listens', async () => (await value('stream_open')) === 0);
    await site.edit('user/delete', { userid: 'eve' });
    await site.act('crawl');
    await eventually('it is held', async () => (await value('held')) === 1);
    expect(await value('suspects')).toBe(1);
  });

  it('hold nothing but ids, codes and paths', async () => {
    const bridge = await sharedBridge();
    const text = await (await fetch(`${bridge.addresses.pusherUrls[0] ?? ''}/metrics`)).text();
    // The places behind a point are no mobile.
    expect(text).not.toMatch(/access_token|(?<!\.\d*)1[3-9]\d{9}\b|@/);
  });
});
