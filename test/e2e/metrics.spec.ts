import { describe, expect, it } from '@jest/globals';
import { person } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
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

  it('hold nothing but ids, codes and paths', async () => {
    const bridge = await sharedBridge();
    const text = await (await fetch(`${bridge.addresses.pusherUrls[0] ?? ''}/metrics`)).text();
    expect(text).not.toMatch(/access_token|1[3-9]\d{9}\b|@/);
  });
});
