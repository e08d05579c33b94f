import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a mirror's metrics are made of: how many events were written down, and how long the last reading took. */
export class MirrorFigures1764000280000 implements MigrationInterface {
  readonly name = 'MirrorFigures1764000280000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table mirror add column events_heard bigint not null default 0, add column crawl_seconds real`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
