import pg from 'pg';
import { startEmbeddedPostgres } from '#embedded-postgres';

/** The store's Postgres for a local start. */
export interface LocalDatabase {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const name = 'bridge';

/** The given Postgres, or the embedded one with its database made. */
export async function openDatabase(home: string, given: string | undefined): Promise<LocalDatabase> {
  if (given !== undefined) return { url: given, stop: () => Promise.resolve() };
  const server = await startEmbeddedPostgres({ home, durable: true });
  const client = new pg.Client({ connectionString: server.urlOf('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  return { url: server.urlOf(name), stop: server.stop };
}
