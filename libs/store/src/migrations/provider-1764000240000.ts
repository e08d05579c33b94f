import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts whose owner signs in at an OpenID Connect provider, and by which settings a session was let in. */
export class Provider1764000240000 implements MigrationInterface {
  readonly name = 'Provider1764000240000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  // Never both: a password given to such an account would outlive what the provider says of its owner.
  `alter table administrator
    alter column password_hash drop not null,
    add column subject text unique,
    add constraint administrator_signs_in check ((password_hash is null) = (subject is not null))`,
  'alter table admin_session add column admitted_by text',
];
