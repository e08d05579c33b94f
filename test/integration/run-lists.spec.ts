import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ConnectionId, LinkId } from '#common';
import { noTotals } from '#provisioning';
import { RunPlans } from '#store';
import type { ConnectionStore, LedRun, NewItem, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { eventually } from '../support/eventually.js';
import { withStandingDeadlocks } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStandingDeadlocks((opened) => {
  store = opened;
});

type Company = ConnectionStore & {
  readonly id: ConnectionId;
  readonly linkId: LinkId;
  readonly plans: RunPlans;
};
/** With one account, in step. */
async function company(): Promise<Company> {
  const { id } = await createConnection(store);
  const linkId = randomUUID() as LinkId;
  await sql(
    `insert into link (connection_id, id, kind, lane, presence, outcome, applied_generation)
     values ($1, $2, 'account', 'people', 'present', 'converged', 1)`,
    [id, linkId],
  );
  return { id, linkId, plans: new RunPlans(store.database), ...store.of(id) };
}

const sql = <Row>(text: string, values: readonly unknown[] = []) =>
  store.database.orm.query<Row[]>(text, [...values]);
const untilOneWaits = (who: string) =>
  eventually(`${who} waits`, async () => (await sql(waiters)).length > 0);
const waiters = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
const listed = ({ id }: Company) =>
  sql<{ run: string; state: string }>(
    'select run_id as run, state from run_item where connection_id = $1 order by state',
    [id],
  );

const statement = (name: string, text: string) => ({ name: `test-${name}`, text });
const beginTrickle = statement(
  'begin-trickle',
  `insert into run (connection_id, id, kind, change_kind, covers, state, requested_by, planned_at, listed)
   values ($1, $2, 'trickle', 'updates', 'items', 'held', 'engine', now(), 1)`,
);
const listLink = statement(
  'list-link',
  `insert into run_item (
     connection_id, run_id, seq, link_id, link_kind, kind, change, fingerprint, generation, replanned, state)
   values ($1, $2, 1, $3, 'account', 'updates', 'updateAccount', 'f', 1, false, 'held')`,
);
const holdRun = statement(
  'hold-run',
  'select from run where connection_id = $1 and id = $2 for no key update',
);
const overtake = statement(
  'overtake',
  `update run set state = 'superseded' where connection_id = $1 and id = $2`,
);
const vacate = statement(
  'vacate',
  `update run_item set state = 'moved' where connection_id = $1 and run_id = $2 and state = 'held'`,
);

async function begunRun({ runs, plans }: Company, kind: 'resync' | 'pull' = 'resync'): Promise<LedRun> {
  await runs.close(await runs.begin(kind, 'admin:ada'));
  return (await plans.lead())!;
}

const change = { kind: 'updates', fingerprint: 'f' } as const;
const about = { resourceId: null, linkKind: 'account', change: 'updateAccount', generation: 1 } as const;

/** A batch of which one change comes. */
function batchOf({ linkId }: Company) {
  const item: NewItem = { ...change, ...about, linkId, replanned: false, valuesSealed: null };
  return { walkedTo: linkId, totals: noTotals, items: [item], moved: [], look: [] };
}

/** A run that waits for somebody's word about one change. */
async function heldRun(at: Company, kind?: 'resync' | 'pull'): Promise<LedRun> {
  const run = (await at.plans.keep(await begunRun(at, kind), batchOf(at)))!;
  expect(await at.plans.conclude(run, noTotals, ['updates'])).toBe(true);
  return run;
}

/** As a pusher that finds something else desired than what is listed. */
const beginOther = ({ links, linkId }: Company) =>
  links.begin({
    id: linkId,
    epoch: 0,
    keys: [],
    asks: {
      ...change,
      fingerprint: 'other',
      units: 1,
      budget: null,
      dryRun: false,
      describe: () => ({ ...about, valuesSealed: null }),
    },
  });

describe('the list of a run', () => {
  it('takes over a Link that a single request lists at the same moment', async () => {
    const at = await company();
    const run = await begunRun(at);
    const trickle = randomUUID();
    const { keeping } = await store.database.transaction(async (tx) => {
      await tx.run(beginTrickle, [at.id, trickle]);
      await tx.run(listLink, [at.id, trickle, at.linkId]);
      const keeping = at.plans.keep(run, batchOf(at));
      await untilOneWaits('the run');
      return { keeping };
    });
    expect((await keeping)?.listed).toBe(1);
    expect(await listed(at)).toEqual([
      { run: run.id, state: 'held' },
      { run: trickle, state: 'moved' },
    ]);
  });

  it('holds nothing any more once another run has overtaken it, not what came at that moment either', async () => {
    const at = await company();
    const run = await begunRun(at);
    const { beginning } = await store.database.transaction(async (tx) => {
      await tx.run(holdRun, [at.id, run.id]);
      await tx.run(listLink, [at.id, run.id, at.linkId]);
      const beginning = at.runs.begin('resync', 'admin:ada');
      await untilOneWaits('the next run');
      return { beginning };
    });
    await beginning;
    expect(await listed(at)).toEqual([{ run: run.id, state: 'moved' }]);
  });

  it('is planned anew by the run that overtakes it, though nothing has changed', async () => {
    const at = await company();
    await heldRun(at, 'pull');
    const next = await begunRun(at, 'pull');
    expect((await at.plans.next(next, [], 10)).map(({ id }) => id)).toEqual([at.linkId]);
  });

  it('tells its Links nothing once another run has overtaken it', async () => {
    const at = await company();
    const run = (await at.plans.keep(await begunRun(at), batchOf(at)))!;
    await at.runs.begin('resync', 'admin:ada');
    expect(await at.plans.conclude(run, noTotals, ['updates'])).toBe(false);
    expect((await at.links.standing(at.linkId))?.outcome).toBe('converged');
  });

  it('is not given what is desired instead while another run overtakes it', async () => {
    const at = await company();
    const run = await heldRun(at);
    const { begun } = await store.database.transaction(async (tx) => {
      await tx.run(overtake, [at.id, run.id]);
      const begun = beginOther(at);
      await untilOneWaits('the change');
      await tx.run(vacate, [at.id, run.id]);
      return { begun };
    });
    expect(await begun).toEqual({ kind: 'moved' });
    expect(await listed(at)).toEqual([{ run: run.id, state: 'moved' }]);
  });

  it('is given what is desired instead, as long as it is held', async () => {
    const at = await company();
    const run = await heldRun(at);
    expect(await beginOther(at)).toEqual({ kind: 'held', reason: 'run', fresh: true });
    expect(await listed(at)).toEqual([
      { run: run.id, state: 'held' },
      { run: run.id, state: 'moved' },
    ]);
    expect((await at.runs.read(run.id))?.state).toBe('held');
  });
});
