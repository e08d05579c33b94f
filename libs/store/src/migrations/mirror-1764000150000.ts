import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a connection that mirrors DingTalk keeps beside its Resources: what it read, reads, and has heard of. */
export class Mirror1764000150000 implements MigrationInterface {
  readonly name = 'Mirror1764000150000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  `create table mirror (
    connection_id uuid primary key references connection (id) on delete cascade,
    stage text not null default 'idle',
    crawl_id uuid,
    crawl_started_at timestamptz,
    crawl_reason text,
    partial boolean not null default false,
    known integer,
    vanished integer,
    due_at timestamptz default now(),
    due_reason text not null default 'first',
    snapshot_at timestamptz,
    snapshot_partial boolean not null default false,
    unconfirmed integer not null default 0,
    hidden_fields text[] not null default '{}',
    not_before timestamptz,
    failures integer not null default 0,
    reason text,
    stream_holder uuid,
    stream_until timestamptz,
    stream_open_since timestamptz,
    heard_at timestamptz,
    callback_sealed text
  )`,
  `create table mirrored (
    connection_id uuid not null references connection (id) on delete cascade,
    kind text not null,
    external_id text collate "C" not null,
    resource_id uuid not null,
    fingerprint text,
    observed_at timestamptz not null,
    left_at timestamptz,
    group_ids uuid[] not null default '{}',
    member_ids uuid[] not null default '{}',
    heads text[] collate "C" not null default '{}',
    known jsonb not null,
    primary key (connection_id, kind, external_id)
  )`,
  'create unique index mirrored_resource on mirrored (connection_id, resource_id)',
  'create index mirrored_groups on mirrored using gin (group_ids) with (fastupdate = off)',
  `create index mirrored_heads on mirrored using gin (heads) with (fastupdate = off) where heads <> '{}'`,
  'create index mirrored_left on mirrored (connection_id, left_at) where left_at is not null',
  `create table mirror_step (
    connection_id uuid not null references connection (id) on delete cascade,
    id bigint generated always as identity,
    kind text not null,
    subject text collate "C" not null,
    payload jsonb not null default '{}',
    lease_until timestamptz,
    primary key (connection_id, id)
  )`,
  'create unique index mirror_step_subject on mirror_step (connection_id, kind, subject)',
  `create table mirror_staged (
    connection_id uuid not null references connection (id) on delete cascade,
    kind text not null,
    external_id text collate "C" not null,
    fingerprint text,
    observed_at timestamptz not null,
    row jsonb,
    primary key (connection_id, kind, external_id)
  )`,
  `create table mirror_event (
    connection_id uuid not null references connection (id) on delete cascade,
    event_id text collate "C" not null,
    heard_at timestamptz not null default now(),
    primary key (connection_id, event_id)
  )`,
  'create index mirror_event_age on mirror_event (heard_at)',
  `create table mirror_due (
    connection_id uuid not null references connection (id) on delete cascade,
    kind text not null,
    external_id text collate "C" not null,
    generation bigint not null default 1,
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    lease_until timestamptz,
    primary key (connection_id, kind, external_id)
  )`,
  'create index mirror_due_at on mirror_due (connection_id, due_at)',
];
