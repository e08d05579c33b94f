import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What DingTalk tells of a person whom the bridge has brought there. */
export class Sighting1764000300000 implements MigrationInterface {
  readonly name = 'Sighting1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table link add column union_id text, add column signed_in boolean');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
