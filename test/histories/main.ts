import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { Logger } from '#runtime';
import type { Tenant } from '../support/bridge.js';
import setUp from '../support/global-setup.js';
import tearDown from '../support/global-teardown.js';
import { unique } from '../support/clients.js';
import { Services } from '../support/services.js';
import { openTestStore } from '../support/test-database.js';
import { Administrator } from './administrator.js';
import { Clock } from './clock.js';
import { histories, shown } from './command.js';
import type { Command } from './command.js';
import { protectedMobiles } from './company.js';
import type { Rig } from './engine.js';
import { History } from './history.js';
import { faultsOf } from './oracle.js';
import { companyId, customFields, rules, settingsOf, shownRules } from './rules.js';
import type { Rules } from './rules.js';
import { faultsOfSecondPlan } from './second-plan.js';

// Random histories with random faults end as an oracle says that they must.
//   npm run test:histories -- [--runs N] [--seed N] [--path P] [--shrink]
// A seed stands for a whole sequence of histories; it is printed, and repeats it. A path is the one that failed.

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    path: { type: 'string' },
    shrink: { type: 'boolean' },
  },
});
const runs = Number(values.runs ?? (values.path === undefined ? 300 : 1));
const seed = values.seed === undefined ? undefined : Number(values.seed);
/** As many histories at a time, each with a seed of its own. */
const sideBySide = values.path === undefined ? Math.min(4, runs) : 1;

const say = (text: string) => process.stdout.write(`${text}\n`);

async function live(services: Services, rig: Rig, set: Rules, commands: readonly Command[]): Promise<void> {
  const { bridge } = services;
  const company = await bridge.simulator.organisation(`history-${unique()}`, 100_000, [customFields.known]);
  const make = async (name: string) => {
    const body = { name, parent_id: companyId };
    const path = '/topapi/v2/department/create';
    return (await bridge.simulator.byHand<{ dept_id: number }>(company, path, body)).dept_id;
  };
  const made = { holding: await make('Away'), base: await make('Base') };
  const tenant = await bridge.connect({ company, settings: settingsOf(set, made) });
  const administrator = new Administrator(rig.store, tenant, made, set);
  const history = new History(rig, tenant, administrator);
  try {
    for (const command of commands) await history.step(command);
    await history.engine.settle();
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

async function check(services: Services, rig: Rig, ownSeed: number, numRuns: number): Promise<boolean> {
  const property = fc.asyncProperty(rules, histories, (set, commands) => live(services, rig, set, commands));
  const details = await fc.check(property, {
    seed: ownSeed,
    numRuns,
    endOnFailure: values.shrink !== true,
    ...(values.path === undefined ? {} : { path: values.path }),
  });
  const state = details.failed ? 'FAILED' : 'ok';
  say(`histories: seed ${String(ownSeed)}, ${String(details.numRuns)} of ${String(numRuns)}: ${state}`);
  if (!details.failed) return true;
  const [set, commands = []] = details.counterexample ?? [];
  say(`this one fails, after ${String(details.numShrinks)} cuts:`);
  if (set) say(`  ${shownRules(set)}`);
  for (const command of commands) say(`  ${shown(command)}`);
  say(String(details.errorInstance));
  const again = `--seed ${String(ownSeed)} --path ${details.counterexamplePath ?? '0'}`;
  say(`again: npm run test:histories -- ${again}; shorter, with patience: --shrink`);
  return false;
}

/** What must not happen, whatever happens, is told as an error. */
function strictLogger(bugs: string[]): Logger {
  return {
    info: () => undefined,
    warn: () => undefined,
    error: (event, fields) => {
      if (event !== 'connection-quarantined') bugs.push(`${event} ${JSON.stringify(fields)}`);
    },
  };
}

async function main(): Promise<boolean> {
  await setUp();
  const bugs: string[] = [];
  try {
    const services = await Services.start({ pushers: 0, env: { 'scim-server': { DEBOUNCE_MS: '0' } } });
    const store = await openTestStore(services.addresses.databaseUrl);
    const clock = await Clock.open(services.addresses.databaseUrl);
    try {
      for (const mobile of protectedMobiles)
        await services.bridge.simulator.setMobile({ mobile: `+86-${mobile}`, verifyBeforeJoin: true });
      const rig: Rig = { store, clock, logger: strictLogger(bugs) };
      const first = seed ?? Date.now() % 1_000_000_000;
      const each = Math.ceil(runs / sideBySide);
      const seeds = Array.from({ length: sideBySide }, (_, n) => first + n);
      const ok = await Promise.all(seeds.map((one) => check(services, rig, one, each)));
      for (const bug of bugs) say(`must not happen: ${bug}`);
      return ok.every(Boolean) && bugs.length === 0;
    } finally {
      await clock.close();
      await store.close();
      await services.stop();
    }
  } finally {
    await tearDown();
  }
}

process.exitCode = (await main()) ? 0 : 1;
