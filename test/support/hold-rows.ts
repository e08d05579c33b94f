import type { Store } from '#store';
import { eventually } from './eventually.js';
import { Gate } from './gate.js';

/** Rows as somebody has them in hand who takes his time. */
export interface HeldRows {
  /** Resolves once so many statements of the database wait for a lock. */
  readonly waitedFor: (statements: number) => Promise<void>;
  readonly letGo: () => Promise<void>;
}

/** Has somebody hold the rows that a statement locks. */
export async function holdRows(
  { database }: Store,
  text: string,
  values: readonly unknown[],
): Promise<HeldRows> {
  const gate = new Gate();
  const holder = database.transaction(async (tx) => {
    await tx.run({ text }, values);
    await gate.pass();
  });
  await gate.arrived(1);
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return {
    waitedFor: async (statements) => {
      await eventually(`${String(statements)} wait`, async () => {
        return (await database.orm.query<unknown[]>(waiting)).length >= statements;
      });
    },
    letGo: async () => {
      gate.open();
      await holder;
    },
  };
}
