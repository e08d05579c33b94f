import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a task asks beside its subject; the reports of preflights. */
export class Preflight1764000131000 implements MigrationInterface {
  readonly name = 'Preflight1764000131000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  'alter table task add column question jsonb',
  `create table preflight (
    connection_id uuid not null references connection (id) on delete cascade,
    id uuid not null,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    people integer not null default 0,
    departments integer not null default 0,
    existing jsonb,
    primary key (connection_id, id)
  )`,
  `create table preflight_finding (
    connection_id uuid not null,
    preflight_id uuid not null,
    seq bigint generated always as identity,
    kind text not null,
    resource_id uuid not null,
    other text,
    field text,
    detail text,
    primary key (connection_id, preflight_id, seq),
    foreign key (connection_id, preflight_id) references preflight (connection_id, id) on delete cascade
  )`,
  `create index preflight_finding_kind on preflight_finding (connection_id, preflight_id, kind, seq)`,
];
