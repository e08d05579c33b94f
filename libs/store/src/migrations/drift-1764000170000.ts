import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What DingTalk was found to show, held against what was last written there. */
export class Drift1764000170000 implements MigrationInterface {
  readonly name = 'Drift1764000170000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  `create table reading (
    connection_id uuid not null references connection (id) on delete cascade,
    id uuid not null,
    kind text not null,
    requested_by text not null,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    seen jsonb,
    run_id uuid,
    primary key (connection_id, id)
  )`,
  `create table reading_finding (
    connection_id uuid not null,
    reading_id uuid not null,
    seq bigint generated always as identity,
    kind text not null,
    link_kind text not null,
    link_id uuid,
    external_id text not null,
    fields text[] not null default '{}',
    values_sealed text,
    primary key (connection_id, reading_id, seq),
    foreign key (connection_id, reading_id) references reading (connection_id, id) on delete cascade
  )`,
  'create index reading_finding_kind on reading_finding (connection_id, reading_id, kind, seq)',
];
