import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Resources are counted by where they lie in their list, so that a place in it is found without walking there. */
export class Counter1764000110000 implements MigrationInterface {
  readonly name = 'Counter1764000110000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}

const statements = [
  // Nobody writes a Resource before all of them are counted anew.
  'lock table resource in share row exclusive mode',
  'delete from counter',
  'alter table counter drop constraint counter_pkey',
  'alter table counter add column block bigint not null',
  'alter table counter add primary key (connection_id, type, block, shard)',
  `insert into counter (connection_id, type, block, shard)
   select c.id, type, 0, 0 from connection c, unnest(array['User', 'Group']) type`,
  `insert into counter (connection_id, type, block, shard, n)
   select connection_id, type, seq >> 16, 0, count(*) from resource group by 1, 2, 3
   on conflict (connection_id, type, block, shard) do update set n = excluded.n`,
];
