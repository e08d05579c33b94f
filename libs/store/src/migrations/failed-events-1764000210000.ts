import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a mirror last asked for events that no callback could deliver. */
export class FailedEvents1764000210000 implements MigrationInterface {
  readonly name = 'FailedEvents1764000210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table mirror add column failed_events_at timestamptz');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
