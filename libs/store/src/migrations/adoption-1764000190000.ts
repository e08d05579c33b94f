import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was in DingTalk before us, and what somebody decided about it. */
export class Adoption1764000190000 implements MigrationInterface {
  readonly name = 'Adoption1764000190000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  'alter table link add column adopting jsonb, add column unlinked_at timestamptz',
  `create table adoption_list (
    connection_id uuid not null references connection (id) on delete cascade,
    id uuid not null,
    requested_by text not null,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    seen jsonb,
    primary key (connection_id, id)
  )`,
  `create table adoption (
    connection_id uuid not null,
    place integer generated always as identity,
    list_id uuid not null,
    link_id uuid not null,
    link_kind text not null,
    external_id text not null,
    keys text[] not null,
    state text not null default 'open',
    resource_generation bigint not null,
    settings_version integer not null,
    fields_sealed text,
    found_at timestamptz not null default now(),
    decided_by text,
    decided_at timestamptz,
    primary key (connection_id, place),
    foreign key (connection_id, link_id) references link (connection_id, id) on delete cascade
  )`,
  'create index adoption_link on adoption (connection_id, link_id)',
  'create index adoption_external on adoption (connection_id, link_kind, external_id)',
  'create index adoption_sealed on adoption (found_at) where fields_sealed is not null',
];
