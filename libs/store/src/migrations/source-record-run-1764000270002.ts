import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which run of a Source has written a record last. */
export class SourceRecordRun1764000270002 implements MigrationInterface {
  readonly name = 'SourceRecordRun1764000270002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table source_record add column run_id uuid');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
