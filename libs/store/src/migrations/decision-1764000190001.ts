import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody decides about a whole connection is written down too, and is about no Link. */
export class Decision1764000190001 implements MigrationInterface {
  readonly name = 'Decision1764000190001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table activity alter column link_id drop not null');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
