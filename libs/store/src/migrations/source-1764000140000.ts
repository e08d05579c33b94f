import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sources: remote SCIM servers that connections read, what was read of them, and when. */
export class Source1764000140000 implements MigrationInterface {
  readonly name = 'Source1764000140000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  `create table source (
    connection_id uuid primary key references connection (id) on delete cascade,
    base_url text not null,
    read_base text,
    auth_shown jsonb not null,
    access_sealed text not null,
    settings jsonb not null,
    paused boolean not null default false,
    next_at timestamptz,
    asked_at timestamptz,
    asked_by text,
    asked_full boolean not null default false,
    allowed_run uuid,
    since jsonb not null default '{}',
    delta text not null default 'unknown',
    full_at timestamptz,
    lease_until timestamptz,
    lease_epoch bigint not null default 0,
    created_at timestamptz not null default now()
  )`,
  `create table source_run (
    connection_id uuid not null references connection (id) on delete cascade,
    id uuid not null,
    seq bigint generated always as identity,
    asked_by text not null,
    reading text not null,
    state text not null default 'reading',
    reason text,
    detail text,
    cancel_asked boolean not null default false,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    pages integer not null default 0,
    users_read integer not null default 0,
    groups_read integer not null default 0,
    users_total integer,
    groups_total integer,
    to_change integer not null default 0,
    changed integer not null default 0,
    deleted integer not null default 0,
    blocked integer not null default 0,
    missing integer not null default 0,
    primary key (connection_id, id)
  ) with (fillfactor = 50)`,
  'create index source_run_recent on source_run (connection_id, seq desc)',
  'create index source_run_open on source_run (connection_id) where finished_at is null',
  `create table source_note (
    connection_id uuid not null,
    run_id uuid not null,
    seq bigint generated always as identity,
    type text not null,
    source_id text collate "C" not null,
    what text not null,
    detail text,
    primary key (connection_id, run_id, seq),
    foreign key (connection_id, run_id) references source_run (connection_id, id) on delete cascade
  )`,
  `create table source_record (
    connection_id uuid not null references connection (id) on delete cascade,
    type text not null,
    source_id text collate "C" not null,
    seq bigint generated always as identity,
    resource_id uuid,
    fingerprint text,
    manager_id text collate "C",
    blocked text,
    primary key (connection_id, type, source_id)
  )`,
  'create index source_record_seq on source_record (connection_id, type, seq)',
  `create unique index source_record_resource on source_record (connection_id, resource_id)
    where resource_id is not null`,
  `create index source_record_manager on source_record (connection_id, manager_id) where manager_id is not null`,
  `create table source_change (
    connection_id uuid not null,
    run_id uuid not null,
    type text not null,
    source_id text collate "C" not null,
    what text not null,
    resource_id uuid not null,
    known boolean not null,
    fingerprint text,
    content jsonb,
    tries smallint not null default 0,
    primary key (connection_id, run_id, type, source_id),
    foreign key (connection_id, run_id) references source_run (connection_id, id) on delete cascade
  )`,
  `create table source_member (
    connection_id uuid not null references connection (id) on delete cascade,
    group_id text collate "C" not null,
    said_by text not null,
    member_id text collate "C" not null,
    member_type text not null,
    primary key (connection_id, group_id, said_by, member_id, member_type)
  )`,
  'create index source_member_member on source_member (connection_id, member_id)',
];
