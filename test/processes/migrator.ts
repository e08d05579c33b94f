import { randomBytes } from 'node:crypto';
import { migrate, Sealer, Store } from '#store';

/** Started by a spec as a process of its own: migrates the database it is given, and says when. */
const url = process.argv[2] ?? '';
const options = { url, application: 'migrator', poolSize: 2, statementTimeoutMs: 30_000 };
const store = await Store.open(options, new Sealer(new Map([['test', randomBytes(32)]])), 0);
await migrate(store.database);
await store.close();
process.stdout.write('migrated\n');
