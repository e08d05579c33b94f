import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '#embedded-postgres';
import { migrate } from '#store';
import { createConnection } from '../builders/connection.js';
import { endLeakedChildren } from '../support/child.js';
import { startScimServer } from '../support/scim-server.js';
import { openTestStore } from '../support/test-database.js';
import { Lane } from './lane.js';

// npm run test:fuzz [-- SEED [REQUESTS]]: sends requests that make no sense to a real server on a real PostgreSQL.
// Nothing may be answered with 5xx (but 501 where that is the answer), no error may be other than a SCIM error, and
// what is stored in the end must be what /Schemas describes. The same seed sends the same requests.

const lanes = 4;
const [seedText, countText] = process.argv.slice(2);
const seed = Number(seedText ?? Date.now() % 1_000_000_000);
const count = Number(countText ?? 20_000);

const say = (text: string) => process.stdout.write(`${text}\n`);

say(`fuzz: ${String(count)} requests, seed ${String(seed)}`);
const home = mkdtempSync(path.join(tmpdir(), 'bridge-fuzz-'));
// Root's server runs as another user, who has to pass.
chmodSync(home, 0o755);
process.env.TEST_CHILDREN = path.join(home, 'children');
const postgres = await startEmbeddedPostgres({ home, durable: false });
const url = postgres.urlOf('postgres');
const store = await openTestStore(url);
let failures: readonly string[] = [];
try {
  await migrate(store.database);
  const { origin, child: server } = await startScimServer(url, { MAX_BODY: '200000' });
  const sent = await Promise.all(
    Array.from({ length: lanes }, async (_, index) => {
      // A connection of its own: what one lane finds does not depend on how fast the others are.
      const connection = await createConnection(store);
      const { secret } = await store.tokens.issue(connection.id, 'fuzz');
      const lane = new Lane(`${origin}/scim/v2`, secret, seed + index);
      await lane.run(Math.ceil(count / lanes));
      return lane;
    }),
  );
  const statuses = new Map<number, number>();
  for (const lane of sent) {
    for (const [status, times] of lane.statuses) statuses.set(status, (statuses.get(status) ?? 0) + times);
  }
  const sorted = [...statuses].sort(([a], [b]) => a - b);
  say(sorted.map(([status, times]) => `${String(status)}: ${String(times)}`).join(', '));
  const bugs = server.lines.filter((line) => /"event":"(request|bulk-operation)-failed"/.test(line));
  failures = [...sent.flatMap((lane) => lane.failures), ...bugs];
  await server.stop();
} finally {
  endLeakedChildren();
  await store.close();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
for (const failure of failures.slice(0, 20)) say(failure);
say(
  `fuzz: ${failures.length === 0 ? 'passed' : `${String(failures.length)} failures`}, seed ${String(seed)}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
