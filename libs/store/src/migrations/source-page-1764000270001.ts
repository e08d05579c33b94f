import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The entity tags of a Source's pages: between two readings of everything, what has its tag still is not read again. */
export class SourcePage1764000270001 implements MigrationInterface {
  readonly name = 'SourcePage1764000270001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  `alter table source add column tags text not null default 'unknown'`,
  `create table source_page (
    connection_id uuid not null references source (connection_id) on delete cascade,
    type text not null,
    start_index integer not null,
    count integer not null,
    shape text not null,
    etag text not null,
    items integer not null,
    fresh integer not null,
    total bigint,
    primary key (connection_id, type, start_index)
  )`,
];
