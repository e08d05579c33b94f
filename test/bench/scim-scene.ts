import { cursorText } from '#scim';
import { sealingKeysSchema, Store } from '#store';
import type { Connection } from '#store';
import { createConnection } from '../builders/connection.js';
import { ScimClient } from '../support/clients.js';
import type { AdminClient, Answer } from '../support/clients.js';
import { sealingKeys } from '../support/sealing-keys.js';
import { Services } from '../support/services.js';
import { createTestDatabase, testSealer } from '../support/test-database.js';
import type { BenchSite } from './bench-site.js';
import { median } from './rounds.js';
import { fillUsers } from './scim-fill.js';

/** A scim-server as a process, and the store below it for filling. No pusher: what is written stays to be done. */
export interface ScimScene {
  readonly store: Store;
  readonly admin: AdminClient;
  /** A connection of that many Users, and a client of it. */
  readonly company: (
    users: number,
  ) => Promise<{ readonly connection: Connection; readonly scim: ScimClient }>;
}

/** Filling takes its time. */
const statementTimeoutMs = 600_000;

export async function openScimScene(site: BenchSite): Promise<ScimScene> {
  const database = site.keep(await createTestDatabase(), ({ drop }) => drop());
  const options = { url: database.url, application: 'bench', poolSize: 4, statementTimeoutMs };
  const store = site.keep(await Store.open(options, testSealer, 500), (opened) => opened.close());
  const services = await Services.start({ databaseUrl: database.url, pushers: 0 });
  site.keep(services, (started) => started.stop());
  return {
    store,
    admin: services.bridge.admin,
    company: async (users) => {
      const connection = await createConnection(store);
      await fillUsers(store, connection.id, users);
      const { secret } = await store.tokens.issue(connection.id, 'bench');
      return { connection, scim: new ScimClient(services.bridge.scimUrl, secret) };
    },
  };
}

/** A cursor to the Users after a place, as the server seals them: to walk there would take the whole bench. */
export function cursorAfter(connection: Connection, seq: number, count: number): string {
  const cursor = { direction: 'next', count, from: { key: null, seq } } as const;
  const text = cursorText({ ...cursor, expiresAt: Date.now() + 3_600_000 });
  const context = JSON.stringify([connection.id, ['User'], undefined, undefined, 'ascending']);
  const sealer = sealingKeysSchema.parse(sealingKeys).derived('list-cursor');
  return Buffer.from(sealer.seal(text, context)).toString('base64url');
}

/** The median of how long a request takes, one after the other. A wrong answer ends the bench. */
export async function p50<Body>(
  times: number,
  ask: (n: number) => Promise<Answer<Body>>,
  isRight: (answer: Answer<Body>) => boolean,
): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const from = performance.now();
    const answer = await ask(n);
    taken.push(performance.now() - from);
    if (!isRight(answer)) throw new Error(`a wrong answer: ${answer.status}`);
  }
  return median(taken);
}
