import { randomBytes } from 'node:crypto';
import { settingsSchema } from '#provisioning';
import type { Connection, NewConnection, Store } from '#store';

/** A connection that nobody answers for; `changes` set what a test is about. */
export function createConnection(store: Store, changes: Partial<NewConnection> = {}): Promise<Connection> {
  const unique = randomBytes(4).toString('hex');
  return store.connections.create({
    name: `connection-${unique}`,
    appKey: `ding${unique}`,
    appSecret: 'secret',
    oapiBase: 'http://127.0.0.1:9',
    apiBase: 'http://127.0.0.1:9',
    settings: settingsSchema.parse({}),
    ...changes,
  });
}
