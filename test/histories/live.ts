import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import type { Services } from '../support/services.js';
import { Administrator } from './administrator.js';
import type { Rig } from './engine.js';
import { History } from './history.js';
import { faultsOf } from './oracle.js';
import type { Plot } from './plot.js';
import { companyId, customFields, settingsOf } from './rules.js';
import { faultsOfSecondPlan } from './second-plan.js';
import { happenedIn } from './tally.js';
import type { Tally } from './tally.js';
import { faultsOfUnkept } from './unkept.js';

/** One history from its first step to its end, in a company of its own. @throws an Error that tells what is wrong there */
export async function live(
  services: Services,
  rig: Rig,
  tally: Tally,
  { rules, steps }: Plot,
): Promise<void> {
  const { bridge } = services;
  const company = await bridge.simulator.organisation(`history-${unique()}`, 100_000, [customFields.known]);
  const make = async (name: string) => {
    const body = { name, parent_id: companyId };
    const path = '/topapi/v2/department/create';
    return (await bridge.simulator.byHand<{ dept_id: number }>(company, path, body)).dept_id;
  };
  const made = { holding: await make('Away'), base: await make('Base') };
  const tenant = await bridge.connect({ company, settings: settingsOf(rules, made) });
  const administrator = new Administrator(rig.store, tenant, made, rules);
  const history = new History(rig, tenant, administrator);
  try {
    for (const step of steps) await history.step(step);
    await history.engine.settle();
    // What is undone by hand is found by whoever looks.
    if (history.hands.hasUndone) await history.engine.readBack();
    const { all, everybody } = history.company;
    const invitations = (await tenant.calls('user/create')).filter(({ errcode }) => errcode === '40103');
    const links = await tenant.links();
    const refused = links.filter(({ outcome, reason }) => outcome === 'held' && reason === 'dropped');
    const end = {
      rules: administrator.rules,
      users: await all('Users'),
      groups: await all('Groups'),
      dingTalk: await tenant.state(),
      strangers: new Set(history.hands.strangers.map(({ userid }) => userid)),
      administrators: history.hands.administrators,
      people: everybody,
      lateGuests: history.hands.lateGuests,
      invitedInto: new Set(
        invitations.flatMap(({ body }) => String(body?.dept_id_list).split(',').map(Number)),
      ),
      refused: new Set(refused.flatMap(({ externalId }) => externalId ?? [])),
      headcount: history.hands.headcount,
      made,
    };
    const faults = [...history.faults, ...faultsOf(end)];
    faults.push(...(await faultsOfPolicy(tenant, administrator, refused.length)));
    faults.push(...(await faultsOfSecondPlan(tenant, () => history.engine.lookAtAll())));
    if (faults.length === 0) faults.push(...(await faultsOfUnkept(history, end.refused)));
    tally.add(
      new Set([...history.turns.happened, ...history.hands.happened, ...happenedIn(await tenant.calls())]),
    );
    if (faults.length > 0) {
      const off = (await tenant.links()).filter(({ outcome }) => outcome !== 'converged');
      const told = off.map(({ kind, presence, outcome, reason, detailCode }) =>
        [kind, presence, outcome, reason, detailCode].join(' '),
      );
      throw new Error([...faults, ...told.map((one) => `  not in step: ${one}`)].join('\n'));
    }
  } finally {
    await history.engine.close();
  }
}

/** Nothing that has a budget happens beyond it without a word, and nothing is refused that nobody has refused. */
async function faultsOfPolicy(
  tenant: Tenant,
  { rules, removalsApproved, refused }: Administrator,
  foundRefused: number,
): Promise<readonly string[]> {
  const faults =
    foundRefused > refused ? [`${String(foundRefused)} are refused, not ${String(refused)}`] : [];
  const { leavers } = rules.budgets;
  if (leavers === undefined) return faults;
  const removals = (await tenant.calls('user/delete')).filter(
    ({ errcode, body }) => errcode === '0' && !String(body?.userid).startsWith('hand-'),
  );
  const most = leavers + removalsApproved;
  if (removals.length > most) faults.push(`${String(removals.length)} were removed, not ${String(most)}`);
  return faults;
}
