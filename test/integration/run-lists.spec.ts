import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { LinkId } from '#common';
import { noTotals } from '#provisioning';
import { RunPlans } from '#store';
import type { Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { eventually } from '../support/eventually.js';
import { withStore } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStore((opened) => {
  store = opened;
});

const sql = <Row>(text: string, values: readonly unknown[] = []) =>
  store.database.orm.query<Row[]>(text, [...values]);
const waiters = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
const listed = 'select run_id, state from run_item where connection_id = $1 order by state';
const beginTrickle = {
  name: 'test-begin-trickle',
  text: `
    insert into run (connection_id, id, kind, change_kind, covers, state, requested_by, planned_at, listed)
    values ($1, $2, 'trickle', 'updates', 'items', 'held', 'engine', now(), 1)`,
};
const listLink = {
  name: 'test-list-link',
  text: `
    insert into run_item (
      connection_id, run_id, seq, link_id, link_kind, kind, change, fingerprint, generation, replanned, state)
    values ($1, $2, 1, $3, 'account', 'updates', 'updateAccount', 'f', 1, false, 'held')`,
};

describe('the list of a run', () => {
  it('takes over a Link that a single request lists at the same moment', async () => {
    const { id } = await createConnection(store);
    const linkId = randomUUID() as LinkId;
    await sql(
      `insert into link (connection_id, id, kind, lane, presence, outcome, applied_generation)
       values ($1, $2, 'account', 'people', 'present', 'converged', 1)`,
      [id, linkId],
    );
    const { runs } = store.of(id);
    await runs.close(await runs.begin('resync', 'admin:ada'));
    const plans = new RunPlans(store.database);
    const run = (await plans.lead())!;

    const trickle = randomUUID();
    const { keeping } = await store.database.transaction(async (tx) => {
      await tx.run(beginTrickle, [id, trickle]);
      await tx.run(listLink, [id, trickle, linkId]);
      const planned = { linkId, resourceId: null, linkKind: 'account', kind: 'updates' } as const;
      const item = { ...planned, change: 'updateAccount', fingerprint: 'f', generation: 1 } as const;
      const items = [{ ...item, replanned: false, valuesSealed: null }];
      const batch = { walkedTo: linkId, totals: noTotals, items, moved: [], look: [] };
      const keeping = plans.keep(run, batch);
      await eventually('the run waits for the request', async () => (await sql(waiters)).length > 0);
      return { keeping };
    });
    expect((await keeping)?.listed).toBe(1);
    expect(await sql(listed, [id])).toEqual([
      { run_id: run.id, state: 'held' },
      { run_id: trickle, state: 'moved' },
    ]);
  });
});
