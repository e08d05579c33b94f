import pg from 'pg';

/** Tables that say what was, and when: history is not moved. */
const recorded = ['connection', 'scim_token', 'resource', 'activity', 'task', 'membership'];

/** How far time moves in one step: a moment, a lost answer, a lease, a ban, a slow look, the settle time, a day. */
export const spans = [700, 6_000, 61_000, 301_000, 11 * 60_000, 3_700_000, 25 * 3_600_000];

/**
 * Lets time pass for one connection: everything that is to happen at some time is so much nearer. Whatever
 * column says when comes along, so that a new one needs no change here.
 */
export class Clock {
  private constructor(
    private readonly pool: pg.Pool,
    private readonly statements: readonly string[],
  ) {}

  static async open(databaseUrl: string): Promise<Clock> {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
    const { rows } = await pool.query<{ table: string; columns: readonly string[] }>(
      `select c.table_name as table, array_agg(c.column_name::text) as columns
       from information_schema.columns c
       where c.table_schema = 'public' and c.data_type = 'timestamp with time zone'
         and c.table_name <> all($1::text[])
         and exists (
           select from information_schema.columns k
           where k.table_schema = 'public' and k.table_name = c.table_name and k.column_name = 'connection_id')
       group by c.table_name`,
      [recorded],
    );
    const statements = rows.map(({ table, columns }) => {
      const moved = columns.map((column) => `"${column}" = "${column}" - $2 * interval '1 millisecond'`);
      return `update "${table}" set ${moved.join(', ')} where connection_id = $1`;
    });
    return new Clock(pool, statements);
  }

  async advance(connectionId: string, ms: number): Promise<void> {
    for (const statement of this.statements) await this.move(statement, connectionId, ms);
  }

  /** Makes everything due, as after a change of the settings. */
  async allDue(connectionId: string): Promise<void> {
    await this.pool.query('update link set due_at = now() where connection_id = $1', [connectionId]);
  }

  async due(connectionId: string): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(
      'select count(*)::int as n from link where connection_id = $1 and due_at <= now()',
      [connectionId],
    );
    return rows[0]?.n ?? 0;
  }

  /** What is due, for whoever has to find out why. */
  async dueNow(connectionId: string): Promise<readonly object[]> {
    const { rows } = await this.pool.query<object>(
      `select l.kind, l.lane, l.presence, l.outcome, l.reason, l.attempts, l.lease_until - now() as lease,
         s.not_before - now() as rest, s.reason as because
       from link l left join lane_state s on s.connection_id = l.connection_id and s.lane = l.lane
       where l.connection_id = $1 and l.due_at <= now() limit 5`,
      [connectionId],
    );
    return rows;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  /** Time takes rows in no order: what a process that has died began may still hold some of them. */
  private async move(statement: string, connectionId: string, ms: number): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.pool.query(statement, [connectionId, ms]);
        return;
      } catch (error) {
        const isDeadlock = error instanceof pg.DatabaseError && error.code === '40P01';
        if (!isDeadlock || tries === 5) throw error;
      }
    }
  }
}
