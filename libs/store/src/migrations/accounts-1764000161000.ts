import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may do what, tokens for programs, and who has guessed too often. */
export class Accounts1764000161000 implements MigrationInterface {
  readonly name = 'Accounts1764000161000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  // Whoever could sign in until now could do everything.
  `alter table administrator
    add column role text not null default 'administrator',
    add column given_hash text`,
  `create table admin_token (
    id uuid primary key,
    hash bytea not null unique,
    label text not null,
    role text not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz
  )`,
  `create table sign_in_try (
    key bytea primary key,
    tries integer not null,
    last_at timestamptz not null default now(),
    locked_until timestamptz
  )`,
];
