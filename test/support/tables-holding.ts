import { queryDatabase } from './query-database.js';

/** The tables of which some row, written as a text, holds one of these. */
export async function tablesHolding(url: string, texts: readonly string[]): Promise<readonly string[]> {
  const tables = await queryDatabase<{ schema: string; name: string }>(
    url,
    `select schemaname as schema, tablename as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const table of tables) {
    const statement = `select 1 from "${table.schema}"."${table.name}" t
      where exists (select 1 from unnest($1::text[]) s where strpos(t::text, s) > 0) limit 1`;
    if ((await queryDatabase(url, statement, [texts])).length > 0) found.push(table.name);
  }
  return found;
}
