// Stryker's test runner for pure specs: they are loaded once, and each mutant is switched on and judged in that same
// process, which takes milliseconds. What never ends is ended by Stryker, which starts this process anew.
import { readdirSync } from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { declared } from './mutation-globals.mjs';
import { ForgetfulWeakMap, forget, forgetAll } from './mutation-memory.mjs';

const specs = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.js'))
    .map((name) => path.join(folder, name))
    .sort();

class PureRunner {
  constructor({ pureSpecs, withoutTests }) {
    this.folders = pureSpecs;
    this.loads = 0;
    this.without = withoutTests && new RegExp(withoutTests);
  }

  // Loading anew is cheap, and up to this runner: see load().
  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const { tests } = await this.run(undefined, undefined, false);
    return { status: 'complete', tests, mutantCoverage: context().mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail }) {
    const stryker = context();
    stryker.hitLimit = hitLimit;
    stryker.hitCount = hitLimit === undefined ? undefined : 0;
    // What acts while modules are loaded is there before them; everything else begins with sound ones.
    const whileLoading = mutantActivation === 'static' ? activeMutant.id : undefined;
    const { tests, unloadable } = await this.run(whileLoading, testFilter, !disableBail, activeMutant.id);
    if (hitLimit !== undefined && stryker.hitCount > hitLimit) return { status: 'timeout' };
    if (unloadable) return killed(['all'], unloadable, 0);
    const failed = tests.filter(({ status }) => status === 'failed');
    if (failed.length === 0) return { status: 'survived', nrOfTests: tests.length };
    return killed(
      failed.map(({ id }) => id),
      failed[0].failureMessage,
      tests.length,
    );
  }

  /** Loads the specs with a mutant at work, or with none; once, as long as that is how they are wanted. */
  async load(mutant) {
    context().activeMutant = mutant;
    if (this.loads > 0 && mutant === undefined && this.loadedWith === undefined) return;
    if (this.loads === 0) {
      globalThis.WeakMap = ForgetfulWeakMap;
      register(new URL('mutation-resolve.mjs', import.meta.url));
    }
    this.loads += 1;
    this.loadedWith = mutant;
    forgetAll();
    declared.length = 0;
    for (const spec of this.folders.flatMap(specs)) {
      await import(`${pathToFileURL(path.resolve(spec)).href}?load=${this.loads}`);
    }
  }

  async run(whileLoading, filter, bail, mutant) {
    try {
      await this.load(whileLoading);
    } catch (error) {
      if (whileLoading === undefined) throw error;
      return { tests: [], unloadable: String(error) };
    }
    context().activeMutant = mutant;
    const tests = [];
    // What was quick before may well be what fails now.
    const chosen = declared.filter(({ id }) => (filter?.includes(id) ?? true) && !this.without?.test(id));
    for (const test of chosen.sort((a, b) => (spent.get(a.id) ?? 0) - (spent.get(b.id) ?? 0))) {
      forget();
      const outcome = await outcomeOf(test);
      spent.set(test.id, outcome.timeSpentMs);
      tests.push(outcome);
      if (bail && outcome.status === 'failed') break;
    }
    return { tests };
  }
}

async function outcomeOf({ id, run }) {
  const begun = performance.now();
  const outcome = () => ({ id, name: id, timeSpentMs: performance.now() - begun });
  context().currentTestId = id;
  try {
    await run();
    return { ...outcome(), status: 'success' };
  } catch (error) {
    return { ...outcome(), status: 'failed', failureMessage: String(error?.message ?? error) };
  } finally {
    context().currentTestId = undefined;
  }
}

/** How long each test took when it last ran, in milliseconds. */
const spent = new Map();

const context = () => (globalThis.__stryker__ ??= {});
const killed = (killedBy, failureMessage, nrOfTests) => ({
  status: 'killed',
  killedBy,
  failureMessage,
  nrOfTests,
});

const createRunner = Object.assign((options) => new PureRunner(options), { inject: ['options'] });

export const strykerPlugins = [{ kind: 'TestRunner', name: 'pure', factory: createRunner }];
export const strykerValidationSchema = {
  properties: {
    /** Folders below which all specs are loaded. */
    pureSpecs: { type: 'array', items: { type: 'string' } },
    /** Names of tests that are left out, as a regular expression: what takes seconds would be run for each survivor. */
    withoutTests: { type: 'string' },
  },
};
