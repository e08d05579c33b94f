import { person } from '../builders/scim.js';
import { eventually } from '../support/eventually.js';
import { Services } from '../support/services.js';
import type { Bench } from './bench.js';
import { perSecond } from './side-by-side.js';

/** Somebody is let go while a whole company is still on its way into DingTalk. */
export const leaverDuringFirstSync: Bench = {
  name: 'leaver-during-first-sync',
  about: 'a DELETE during a first sync at 20 calls a second: time to DingTalk’s user/delete',
  run: async (site) => {
    const services = site.keep(await Services.start(), (started) => started.stop());
    const tenant = await services.bridge.connect({ qps: 20 });
    const leavers = await Promise.all(
      Array.from({ length: site.quick ? 3 : 10 }, () => tenant.addUser(person())),
    );
    for (const leaver of leavers) await tenant.inStep(leaver, 60_000);
    // At twenty calls a second they keep the pace busy until long after the last one has left.
    const company = Array.from({ length: site.quick ? 300 : 1_000 }, () => person());
    await perSecond(company, 8, (body) => tenant.addUser(body));
    let slowest = 0;
    for (const leaver of leavers) {
      const userid = (await tenant.link(leaver))?.externalId;
      const since = await tenant.mark();
      const asked = Date.now();
      const { status } = await tenant.scim.delete(`/Users/${leaver}`);
      if (status !== 204) throw new Error(`DELETE answered ${String(status)}`);
      const gone = await eventually(
        'the leaver leaves DingTalk',
        async () => (await tenant.calls('user/delete', since)).find(({ body }) => body?.userid === userid),
        60_000,
      );
      // By the simulator's own word: how long it takes to ask it is not the bridge's time.
      slowest = Math.max(slowest, Date.parse(gone.at) - asked);
    }
    const waiting = (await tenant.links()).filter(({ onTheWay }) => onTheWay).length;
    if (waiting === 0) throw new Error('the first sync was over before the last leaver had left');
    return [
      {
        kind: 'measured',
        bench: `slowest of ${leavers.length} leavers while ${company.length} people come: DELETE to user/delete`,
        ours: { value: slowest, unit: 'ms' },
        target: { of: 'ours', at: 'most', value: 2_000 },
      },
    ];
  },
};
