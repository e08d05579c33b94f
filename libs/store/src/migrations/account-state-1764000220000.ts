import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts that are kept but let nobody in, and sessions that their owner can tell apart. */
export class AccountState1764000220000 implements MigrationInterface {
  readonly name = 'AccountState1764000220000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  'alter table administrator add column disabled boolean not null default false',
  `alter table admin_session
    add column id uuid not null default gen_random_uuid(),
    add column begun_at timestamptz not null default now()`,
];
