import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a connection or a lane is stopped, and when it is tried whether the trouble is over. */
export class Quarantine1764000130000 implements MigrationInterface {
  readonly name = 'Quarantine1764000130000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  `alter table connection
    add column quarantine_code text,
    add column quarantine_address text,
    add column quarantined_at timestamptz,
    add column probe_at timestamptz,
    add column probe_failures integer not null default 0,
    add column healed_at timestamptz`,
  // What is stopped already is tried as soon as there is somebody to try.
  `update connection set quarantined_at = updated_at, probe_at = now() where state = 'quarantined'`,
  `create index connection_probe on connection (probe_at) where state = 'quarantined'`,
  'alter table lane_state add column since timestamptz',
];
