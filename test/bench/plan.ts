import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Store } from '#store';
import type { Connection } from '#store';
import { createConnection } from '../builders/connection.js';
import { createTestDatabase, testSealer } from '../support/test-database.js';
import type { Bench } from './bench.js';
import type { BenchSite } from './bench-site.js';
import { fillGroups, fillMembers, fillUsers, settle } from './scim-fill.js';

const entry = path.resolve(import.meta.dirname, 'processes/planning.js');
const answerSchema = z.object({ runs: z.literal(1), seconds: z.number(), peakMegabytes: z.number() });
const teamSize = 100;
/** Filling takes its time. */
const statementTimeoutMs = 600_000;

/** The worst a plan can be: nobody is in DingTalk yet, and everybody is to be made. */
export const plan: Bench = {
  name: 'plan',
  about: 'a plan of a first sync: 100,000 people in under 30 s and 300 MB',
  run: async (site) => {
    const people = site.quick ? 10_000 : 100_000;
    const { store, connection, url } = await company(site, people);
    const { runs } = store.of(connection.id);
    const id = await runs.preview('bench');
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', entry], {
      env: { DATABASE_URL: url },
    });
    const { seconds, peakMegabytes } = answerSchema.parse(JSON.parse(stdout));
    const listed = (await runs.read(id))?.listed ?? Number.NaN;
    const bench = `plan of ${String(people)} people`;
    return [
      // One person in twenty is not active, and is not to be made.
      {
        kind: 'measured',
        bench: `${bench}: changes listed`,
        ours: { value: listed, unit: '' },
        target: { of: 'ours', at: 'least', value: people * 0.95 },
      },
      {
        kind: 'measured',
        bench: `${bench}: time`,
        ours: { value: seconds, unit: 's' },
        target: { of: 'ours', at: 'most', value: 30 },
      },
      {
        kind: 'measured',
        bench: `${bench}: peak memory of the process`,
        ours: { value: peakMegabytes, unit: 'MB' },
        target: { of: 'ours', at: 'most', value: 300 },
      },
    ];
  },
};

async function company(
  site: BenchSite,
  people: number,
): Promise<{ readonly store: Store; readonly connection: Connection; readonly url: string }> {
  const { url } = site.keep(await createTestDatabase(), (database) => database.drop());
  const options = { url, application: 'bench', poolSize: 4, statementTimeoutMs };
  const store = site.keep(await Store.open(options, testSealer, 500), (opened) => opened.close());
  const connection = await createConnection(store);
  await fillUsers(store, connection.id, people);
  const teams = people / teamSize;
  await fillGroups(store, connection.id, 1, teams);
  for (let team = 1; team <= teams; team += 1) {
    await fillMembers(store, connection.id, team, (team - 1) * teamSize + 1, team * teamSize);
  }
  await store.database.orm.query(
    `update link set presence = 'none', outcome = 'retry', external_id = null, applied_generation = 0,
       due_at = now() where connection_id = $1`,
    [connection.id],
  );
  await settle(store);
  return { store, connection, url };
}
