import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the console looks for and looks at: names, since when something stands so, what happened in a minute. */
export class Console1764000160000 implements MigrationInterface {
  readonly name = 'Console1764000160000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  // Of numbers only what can be dialled; an index row has its limit, so the text has one too.
  `alter table resource add column search_text text generated always as (
    lower(left(
      coalesce(body ->> 'displayName', '') || ' ' || coalesce(body -> 'name' ->> 'formatted', '') || ' '
      || coalesce(body -> 'name' ->> 'familyName', '') || coalesce(body -> 'name' ->> 'givenName', '') || ' '
      || coalesce(body ->> 'userName', '') || ' '
      || translate(coalesce(jsonb_path_query_array(body, '$.phoneNumbers[*].value')::text, ''), ' ()-', ''),
    500))) stored`,
  'create index resource_search on resource (connection_id, type, seq) include (id, search_text)',
  'alter table link add column stands_since timestamptz not null default now()',
  `create table minute_count (
    connection_id uuid not null references connection (id) on delete cascade,
    minute timestamptz not null,
    changes integer not null default 0,
    calls integer not null default 0,
    throttled integer not null default 0,
    primary key (connection_id, minute)
  ) with (fillfactor = 50)`,
];
