import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first shape of the store. Every key is (connection_id, id): no row of one company is reachable from another. */
export class Initial1764000000000 implements MigrationInterface {
  readonly name = 'Initial1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  `create table sealing (
    id smallint primary key check (id = 1),
    proof text not null
  )`,
  `create table administrator (
    name text primary key,
    password_hash text not null,
    created_at timestamptz not null default now()
  )`,
  `create table admin_session (
    hash bytea primary key,
    administrator text not null references administrator (name) on delete cascade,
    expires_at timestamptz not null
  )`,
  `create table connection (
    id uuid primary key,
    name text not null unique,
    direction text not null,
    stamp text not null unique,
    app_key text not null,
    app_secret_sealed text not null,
    oapi_base text not null,
    api_base text not null,
    settings jsonb not null,
    settings_version integer not null default 1,
    review_after uuid,
    state text not null,
    state_reason text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create table scim_token (
    id uuid primary key,
    connection_id uuid not null references connection (id) on delete cascade,
    hash bytea not null unique,
    label text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
  )`,
  'create index scim_token_connection on scim_token (connection_id)',
  `create table resource (
    connection_id uuid not null references connection (id) on delete cascade,
    id uuid not null,
    seq bigint generated always as identity,
    type text not null,
    generation bigint not null default 1,
    user_name_key text collate "C",
    display_name_key text collate "C",
    external_id text collate "C",
    manager_id uuid,
    email_keys text[] collate "C",
    body jsonb not null,
    comparison_keys jsonb,
    created_at timestamptz not null default now(),
    modified_at timestamptz not null default now(),
    primary key (connection_id, id)
  )`,
  `create unique index resource_user_name on resource (connection_id, user_name_key) where type = 'User'`,
  'create unique index resource_seq on resource (connection_id, type, seq) include (id)',
  'create index resource_external_id on resource (connection_id, type, external_id, seq)',
  'create index resource_display_name on resource (connection_id, type, display_name_key, seq)',
  `create index resource_email on resource using gin (email_keys) with (fastupdate = off)
    where email_keys is not null`,
  'create index resource_manager on resource (connection_id, manager_id) where manager_id is not null',
  'create index resource_modified on resource (connection_id, type, modified_at, seq)',
  `create table membership (
    connection_id uuid not null,
    group_id uuid not null,
    member_id uuid not null,
    member_type text not null,
    seq bigint generated always as identity,
    primary key (connection_id, group_id, member_id),
    foreign key (connection_id, group_id) references resource (connection_id, id) on delete cascade,
    foreign key (connection_id, member_id) references resource (connection_id, id) on delete cascade
  )`,
  'create index membership_member on membership (connection_id, member_id)',
  `create index membership_nested on membership (connection_id, group_id, member_id)
    where member_type = 'Group'`,
  `create table link (
    connection_id uuid not null references connection (id) on delete cascade,
    id uuid not null,
    resource_id uuid,
    kind text not null,
    external_id text,
    presence text not null default 'none',
    outcome text not null default 'pending',
    reason text,
    detail_code text,
    faults jsonb not null default '[]',
    waiting_on text,
    generation bigint not null default 1,
    applied_generation bigint not null default 0,
    due_at timestamptz,
    lane text not null,
    attempts integer not null default 0,
    lease_until timestamptz,
    lease_epoch bigint not null default 0,
    applied jsonb,
    applied_departments bigint[] not null default '{}',
    foreign_departments bigint[] not null default '{}',
    adopted boolean not null default false,
    mark text collate "C",
    doubtful boolean not null default false,
    path_key text collate "C",
    path text[],
    wanted_paths text[] collate "C" not null default '{}',
    settle_from timestamptz,
    leave_cause text,
    leave_from timestamptz,
    out_of_scope boolean not null default false,
    observed_at timestamptz,
    disabled boolean not null default false,
    invited_from timestamptz,
    recreate text,
    asked_by text not null default 'engine',
    created_at timestamptz not null default now(),
    applied_at timestamptz,
    primary key (connection_id, id)
  )`,
  'create unique index link_resource on link (connection_id, resource_id) where resource_id is not null',
  'create unique index link_external on link (connection_id, kind, external_id) where external_id is not null',
  'create index link_due on link (connection_id, lane, due_at) where due_at is not null',
  'create index link_waiting on link (connection_id, waiting_on) where waiting_on is not null',
  `create index link_departments on link using gin (applied_departments) with (fastupdate = off)`,
  'create index link_mark on link (connection_id, mark) where mark is not null',
  'create index link_path on link (connection_id, path_key) where path_key is not null',
  `create index link_wanted_paths on link using gin (wanted_paths) where wanted_paths <> '{}'`,
  'create index link_outcome on link (connection_id, kind, outcome, presence)',
  `create table claim (
    connection_id uuid not null,
    key text not null,
    link_id uuid not null,
    primary key (connection_id, key),
    foreign key (connection_id, link_id) references link (connection_id, id) on delete cascade
  )`,
  'create index claim_link on claim (connection_id, link_id)',
  `create table tombstone (
    connection_id uuid not null references connection (id) on delete cascade,
    link_id uuid not null,
    kind text not null,
    external_id text not null,
    buried_at timestamptz not null default now(),
    primary key (connection_id, link_id)
  )`,
  'create index tombstone_external on tombstone (connection_id, kind, external_id)',
  'create index tombstone_age on tombstone (buried_at)',
  `create table known_administrators (
    connection_id uuid primary key references connection (id) on delete cascade,
    user_ids text[] not null default '{}',
    read_at timestamptz,
    reading_until timestamptz
  )`,
  `create table lane_state (
    connection_id uuid not null references connection (id) on delete cascade,
    lane text not null,
    not_before timestamptz,
    failures integer not null default 0,
    reason text,
    primary key (connection_id, lane)
  )`,
  `create table counter (
    connection_id uuid not null references connection (id) on delete cascade,
    type text not null,
    shard smallint not null,
    n bigint not null default 0,
    primary key (connection_id, type, shard)
  ) with (fillfactor = 50)`,
  `create table pace (
    base_url text not null,
    app_key text not null,
    api text not null,
    next_at timestamptz not null,
    slowdown double precision not null default 1,
    slowed_at timestamptz,
    primary key (base_url, app_key, api)
  ) with (fillfactor = 50)`,
  `create table app_token (
    base_url text not null,
    app_key text not null,
    token_sealed text,
    expires_at timestamptz,
    fetching_until timestamptz,
    primary key (base_url, app_key)
  )`,
  `create table draft (
    id uuid primary key,
    sealed text not null,
    expires_at timestamptz not null
  )`,
  `create table task (
    id uuid primary key,
    connection_id uuid references connection (id) on delete cascade,
    draft_id uuid,
    kind text not null,
    requested_by text not null,
    state text not null,
    result jsonb,
    asked_at timestamptz not null default now(),
    claimed_until timestamptz,
    expires_at timestamptz not null
  )`,
  'create index task_connection on task (connection_id)',
  'create index task_expiry on task (expires_at)',
  `create table activity (
    id bigint generated always as identity,
    connection_id uuid not null references connection (id) on delete cascade,
    link_id uuid not null,
    resource_id uuid,
    at timestamptz not null default now(),
    asked_by text not null,
    event text not null,
    fields text[] not null default '{}',
    values_sealed text,
    calls jsonb not null default '[]',
    detail_code text,
    took_ms integer,
    primary key (at, id)
  ) partition by range (at)`,
  'create index activity_recent on activity (connection_id, id desc)',
  'create index activity_link on activity (connection_id, link_id, id desc)',
  'create index activity_resource on activity (connection_id, resource_id, id desc) where resource_id is not null',
  'create index activity_sealed on activity (at) where values_sealed is not null',
  // The first months; whoever sweeps makes those that follow.
  `do $$ begin
    for n in 0..3 loop
      execute format('create table %I partition of activity for values from (%L) to (%L)',
        to_char(now() at time zone 'utc' + make_interval(months => n), '"activity_"YYYY_MM'),
        date_trunc('month', now() at time zone 'utc' + make_interval(months => n)) at time zone 'utc',
        date_trunc('month', now() at time zone 'utc' + make_interval(months => n + 1)) at time zone 'utc');
    end loop;
  end $$`,
];
