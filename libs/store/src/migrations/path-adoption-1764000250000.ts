import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A department that stands for a path may be adopted as well: there is no Resource whose generation it was seen at. */
export class PathAdoption1764000250000 implements MigrationInterface {
  readonly name = 'PathAdoption1764000250000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table adoption alter column resource_generation drop not null');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
