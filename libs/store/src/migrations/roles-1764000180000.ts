import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups that are roles: whom we have made members of which, and the role groups that roles are made in. */
export class Roles1764000180000 implements MigrationInterface {
  readonly name = 'Roles1764000180000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  `create table role_member (
    connection_id uuid not null,
    role_id uuid not null,
    account_id uuid not null,
    primary key (connection_id, role_id, account_id),
    foreign key (connection_id, role_id) references link (connection_id, id) on delete cascade,
    foreign key (connection_id, account_id) references link (connection_id, id) on delete cascade
  )`,
  'create index role_member_account on role_member (connection_id, account_id)',
  `create table role_group (
    connection_id uuid not null references connection (id) on delete cascade,
    name text not null,
    group_id bigint,
    roles jsonb not null default '[]',
    read_at timestamptz,
    reading_until timestamptz,
    primary key (connection_id, name)
  )`,
];
