import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { Logger } from '#runtime';
import setUp from '../support/global-setup.js';
import tearDown from '../support/global-teardown.js';
import { Services } from '../support/services.js';
import { openTestStore } from '../support/test-database.js';
import { Clock } from './clock.js';
import { protectedMobiles } from './company.js';
import { shown } from './command.js';
import type { Rig } from './engine.js';
import { live } from './live.js';
import { plots } from './plot.js';
import { shownRules } from './rules.js';
import { Tally } from './tally.js';

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

async function check(
  services: Services,
  rig: Rig,
  tally: Tally,
  ownSeed: number,
  numRuns: number,
): Promise<boolean> {
  const property = fc.asyncProperty(plots, (plot) => live(services, rig, tally, plot));
  const details = await fc.check(property, {
    seed: ownSeed,
    numRuns,
    endOnFailure: values.shrink !== true,
    ...(values.path === undefined ? {} : { path: values.path }),
  });
  const state = details.failed ? 'FAILED' : 'ok';
  say(`histories: seed ${String(ownSeed)}, ${String(details.numRuns)} of ${String(numRuns)}: ${state}`);
  if (!details.failed) return true;
  const [plot] = details.counterexample ?? [];
  say(`this one fails, after ${String(details.numShrinks)} cuts:`);
  if (plot) say(`  ${shownRules(plot.rules)}`);
  for (const command of plot?.steps ?? []) say(`  ${shown(command)}`);
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
      const tally = new Tally();
      const ok = await Promise.all(seeds.map((one) => check(services, rig, tally, one, each)));
      say(tally.shown());
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
