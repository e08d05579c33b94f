/**
 * Resources are counted by blocks of their list, 65,536 numbers of `seq` each: as many rows are passed over on the
 * way to a place, however long the list is.
 */
export const blockOf = (seq: string): string => `(${seq} >> 16)`;

/** The first number of a block. */
export const startOf = (block: string): string => `(${block} << 16)`;

const shards = 16;

/** One of the rows that a block's number is divided over: in one row, writers would wait for each other. */
export const anyShard = (): number => Math.floor(Math.random() * shards);

/** Counts the rows (type, seq) of a common table expression that came, or went, with the statement it is part of. */
export const counting = (rows: string, by: 1 | -1, shard: string): string => `
      insert into counter (connection_id, type, block, shard, n)
      select $1, type, ${blockOf('seq')}, ${shard}::smallint, ${String(by)} * count(*) from ${rows} group by 2, 3 order by 2, 3
      on conflict (connection_id, type, block, shard) do update set n = counter.n + excluded.n`;
