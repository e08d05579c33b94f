import { person, team } from '../builders/scim.js';
import { Services } from '../support/services.js';
import type { Bench } from './bench.js';
import { perSecond } from './side-by-side.js';

const pageOf = 100;

/** Companies are looked over night after night: what has not changed must cost what lists cost, and nothing more. */
export const drift: Bench = {
  name: 'drift',
  about: 'a look for drift in an unchanged company: a read for each department and page, and no write',
  run: async (site) => {
    const services = site.keep(await Services.start(), (started) => started.stop());
    const settings = { callsPerSecond: 1_000, policy: { runs: { creates: null } } };
    const tenant = await services.bridge.connect({ qps: 10_000, settings });
    const bodies = Array.from({ length: site.quick ? 120 : 1_000 }, () => person());
    const ids: string[] = [];
    await perSecond(bodies, 8, async (body) => ids.push(await tenant.addUser(body)));
    // All in one; some in another too; nobody in the third.
    const teams = [ids, ids.slice(0, 30), []];
    for (const [at, members] of teams.entries()) await tenant.addGroup(team(`Team ${String(at)}`, members));
    await tenant.allInStep(240_000);

    const since = await tenant.mark();
    const began = performance.now();
    const at = `/connections/${tenant.connectionId}/drift`;
    const { status, text } = await tenant.bridge.admin.call('POST', at, {});
    const seconds = (performance.now() - began) / 1_000;
    if (status !== 200) throw new Error(`drift answered ${String(status)}: ${text}`);
    const calls = await tenant.paths(since);
    const writes = calls.filter((path) => !['department/listsub', 'user/list'].includes(path)).length;
    // The root has nobody: one page all the same.
    const pages = [[], ...teams].map((members) => Math.max(1, Math.ceil(members.length / pageOf)));
    const fewest = pages.length + pages.reduce((sum, n) => sum + n, 0);
    const bench = `Drift of ${String(ids.length)} unchanged people`;
    return [
      {
        kind: 'measured',
        bench: `${bench}: reads beyond D + sum of max(1, ceil(m/100))`,
        ours: { value: Math.abs(calls.length - writes - fewest), unit: '' },
        target: { of: 'ours', at: 'most', value: 0 },
      },
      {
        kind: 'measured',
        bench: `${bench}: other calls`,
        ours: { value: writes, unit: '' },
        target: { of: 'ours', at: 'most', value: 0 },
      },
      { kind: 'measured', bench: `${bench}: time`, ours: { value: seconds, unit: 's' } },
    ];
  },
};
