import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who ended which connection and when, and which connections turned out to write one organisation. */
export class ConnectionLife1764000260000 implements MigrationInterface {
  readonly name = 'ConnectionLife1764000260000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  'alter table connection add column closing_by text',
  // It outlives the connection, whose own rows all go.
  `create table ended_connection (
    id uuid primary key,
    name text not null,
    direction text not null,
    stamp text not null,
    app_key text not null,
    accounts text not null,
    ended_by text not null,
    ended_at timestamptz not null default now()
  )`,
  'create index ended_connection_age on ended_connection (ended_at)',
  `create table neighbour (
    connection_id uuid not null references connection (id) on delete cascade,
    other_id uuid not null references connection (id) on delete cascade,
    seen_at timestamptz not null default now(),
    primary key (connection_id, other_id)
  )`,
  'create index neighbour_other on neighbour (other_id)',
];
