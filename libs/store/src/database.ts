import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { StoreUnavailable } from '#common';
import { dial } from './dial.js';
import { entities } from './entities/index.js';
import { isRepeatable, translate } from './errors.js';
import { Turnstile } from './turnstile.js';
import { migrations } from './migrations/index.js';

/**
 * A statement; `name` makes it a prepared one, once per session. A text that is put together has none: one name
 * stands for one text, and names are never forgotten.
 */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** What statements run on: the pool, or one transaction. */
export interface Queryable {
  /** Runs one statement and returns its rows, columns as the statement names them. */
  run<Row>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]>;
}

/** What work that belongs together runs on: single statements, and transactions. */
export interface Transactional extends Queryable {
  /** Runs `work` in one transaction; inside, everything runs on `tx`. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly application: string;
  readonly poolSize: number;
  /** A statement that takes longer is ended, and answers as StoreUnavailable. */
  readonly statementTimeoutMs: number;
  /** How long opening goes on trying while Postgres does not answer: it may be starting too. None by default. */
  readonly openWithinMs?: number;
}

/** Who does not take a call so soon is away; whoever asks is told within a second. */
const takenWithinMs = 800;
/** Who has taken it is there, and may be slow: on a machine that has much to do, a session takes its time. */
const connectTimeoutMs = 5_000;
const repeats = 3;
const silenceMs = 1_000;
/** Connections of the pool that are left to TypeORM's own calls. */
const ormReserve = 2;
const openAgainMs = 250;

/** 64-bit integers as numbers: generations, counters and department ids stay far below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === 20
      ? Number
      : oid === 1016
        ? (text: string) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number))
        : (pg.types.getTypeParser as (oid: number, format?: string) => unknown)(oid, format),
};

/**
 * The one way to Postgres. TypeORM owns entities and migrations; the statements of the hot path run on the
 * same pool as prepared statements. Every error that leaves is Conflict, StoreUnavailable or Bug.
 */
export class Database implements Transactional {
  private constructor(
    readonly orm: DataSource,
    private readonly pool: pg.Pool,
    private readonly turnstile: Turnstile,
  ) {}

  /** Opens the pool; does not migrate. @throws StoreUnavailable when Postgres does not answer in time */
  static async open(options: DatabaseOptions): Promise<Database> {
    const deadline = performance.now() + (options.openWithinMs ?? 0);
    for (;;) {
      try {
        return await Database.tryToOpen(options);
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || performance.now() > deadline) throw error;
        await sleep(openAgainMs);
      }
    }
  }

  private static async tryToOpen(options: DatabaseOptions): Promise<Database> {
    const orm = new DataSource({
      type: 'postgres',
      url: options.url,
      applicationName: options.application,
      poolSize: options.poolSize,
      connectTimeoutMS: connectTimeoutMs,
      entities: [...entities],
      migrations: [...migrations],
      migrationsTransactionMode: 'each',
      synchronize: false,
      logging: false,
      installExtensions: false,
      extra: {
        types,
        statement_timeout: options.statementTimeoutMs,
        // A Postgres that has fallen silent does not end its own statements.
        query_timeout: options.statementTimeoutMs + silenceMs,
        keepAlive: true,
        stream: () => dial(takenWithinMs),
      },
    });
    try {
      await orm.initialize();
    } catch (error) {
      throw translate(error);
    }
    const { master } = orm.driver as unknown as { master: pg.Pool };
    // A pooled connection that dies while idle is replaced by the next query; that query tells.
    master.on('error', () => undefined);
    return new Database(orm, master, new Turnstile(Math.max(1, options.poolSize - ormReserve)));
  }

  async run<Row>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    return this.repeating(async () => {
      const { rows } = await this.pool.query<Row & pg.QueryResultRow>({ ...statement, values: [...values] });
      return rows;
    });
  }

  /**
   * Runs `work` in one transaction (read committed); a deadlock, a serialization failure or a row that is not waited
   * for (see `inOrder`) repeats it. Inside, everything runs on `tx`: to ask the pool for a second connection while
   * holding one is how pools stand still.
   */
  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.repeating(async () => {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('begin');
        const result = await work({
          run: async <Row>(statement: Statement, values: readonly unknown[]) => {
            const { rows } = await client.query<Row & pg.QueryResultRow>({
              ...statement,
              values: [...values],
            });
            return rows;
          },
        });
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch((failure: unknown) => {
          broken = failure instanceof Error ? failure : new Error('rollback failed');
        });
        throw error;
      } finally {
        client.release(broken);
      }
    });
  }

  async close(): Promise<void> {
    await this.orm.destroy();
  }

  private async repeating<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.turnstile.pass(work);
      } catch (error) {
        if (tries < repeats && isRepeatable(error)) continue;
        throw translate(error);
      }
    }
  }
}

/** A repository call of TypeORM with its errors translated as those of `run` are. */
export async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw translate(error);
  }
}
