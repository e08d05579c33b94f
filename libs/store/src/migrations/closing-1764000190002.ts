import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A connection that is to end: with all that is its own in DingTalk, or at once and without. */
export class Closing1764000190002 implements MigrationInterface {
  readonly name = 'Closing1764000190002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table connection add column closing_at timestamptz');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
