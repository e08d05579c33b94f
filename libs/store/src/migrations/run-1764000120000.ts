import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs with the changes that they list, and the budgets of single requests. */
export class Run1764000120000 implements MigrationInterface {
  readonly name = 'Run1764000120000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  `create table run (
    connection_id uuid not null references connection (id) on delete cascade,
    id uuid not null,
    kind text not null,
    change_kind text,
    covers text not null,
    link_id uuid,
    state text not null,
    requested_by text not null,
    walked_to uuid,
    working_until timestamptz,
    listed integer not null default 0,
    totals jsonb,
    kinds_over text[] not null default '{}',
    created_at timestamptz not null default now(),
    planned_at timestamptz,
    closed_at timestamptz,
    primary key (connection_id, id)
  )`,
  `create index run_under_way on run (connection_id, kind) where state in ('gathering', 'planning')`,
  `create unique index run_trickle on run (connection_id, change_kind) where kind = 'trickle' and state = 'held'`,
  'create index run_age on run (created_at)',
  `create table run_item (
    connection_id uuid not null,
    run_id uuid not null,
    seq integer not null,
    link_id uuid not null,
    resource_id uuid,
    link_kind text not null,
    kind text not null,
    change text not null,
    fingerprint text not null,
    generation bigint not null,
    replanned boolean not null default false,
    state text not null,
    values_sealed text,
    decided_by text,
    decided_at timestamptz,
    expires_at timestamptz,
    primary key (connection_id, run_id, seq),
    foreign key (connection_id, run_id) references run (connection_id, id) on delete cascade
  )`,
  `create unique index run_item_current on run_item (connection_id, link_id)
    where state in ('held', 'approved', 'dropped')`,
  `create table budget (
    connection_id uuid not null references connection (id) on delete cascade,
    kind text not null,
    taken jsonb not null default '{}',
    primary key (connection_id, kind)
  ) with (fillfactor = 50)`,
  'alter table link add column passage_kind text, add column passage text',
];
