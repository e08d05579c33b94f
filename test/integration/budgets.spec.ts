import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { ConnectionId, LinkId } from '#common';
import { changeKinds } from '#provisioning';
import type { ChangeKind, Limit } from '#provisioning';
import type { ConnectionStore, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { openTestStore } from '../support/test-database.js';
import { withStore } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
/** Of another replica. */
let other: Store;
afterAll(() => other.close());
withStore(async (opened, url) => {
  store = opened;
  other = await openTestStore(url);
});

type Company = ConnectionStore & { readonly id: ConnectionId };
async function company(): Promise<Company> {
  const { id } = await createConnection(store);
  return { id, ...store.of(id) };
}
const sql = <Row>(text: string, values: readonly unknown[] = []) =>
  store.database.orm.query<Row[]>(text, [...values]);

async function addLinks({ id }: Company, n: number): Promise<readonly LinkId[]> {
  const ids = Array.from({ length: n }, () => randomUUID() as LinkId);
  await sql(
    `insert into link (connection_id, id, kind, lane, presence, outcome, applied_generation)
     select $1, unnest($2::uuid[]), 'account', 'people', 'present', 'converged', 1`,
    [id, ids],
  );
  return ids;
}

interface Wanted {
  readonly kind: ChangeKind;
  /** One, unless told otherwise. */
  readonly units?: number;
  readonly fingerprint?: string;
  readonly budget: Limit | null;
  readonly of?: Store;
}

/** Claims a change, as a pusher does. @returns whether it may be carried out */
async function may(at: Company, id: LinkId, wanted: Wanted): Promise<boolean> {
  const { kind, units = 1, fingerprint = 'same', budget, of = store } = wanted;
  const describe = () => ({
    resourceId: null,
    linkKind: 'account' as const,
    change: 'deleteAccount' as const,
    generation: 1,
    valuesSealed: null,
  });
  const asks = { kind, units, fingerprint, budget, dryRun: false, describe };
  const begun = await of.of(at.id).links.begin({ id, epoch: 0, keys: [], asks });
  expect(['begun', 'held']).toContain(begun.kind);
  return begun.kind === 'begun';
}

const most = (count: number): Limit => ({ count, floor: 0 });
async function heldRun({ runs }: Company) {
  const [run] = await runs.list({ state: 'held', limit: 10 });
  if (!run) throw new Error('nothing is held');
  return { ...run, checksum: await runs.checksum(run) };
}
const approve = async (at: Company, only: { readonly seqs?: readonly number[] } = {}) => {
  const { id, checksum } = await heldRun(at);
  return at.runs.approve(id, { checksum, only, decidedBy: 'admin:ada' });
};

describe('a budget', () => {
  it('lets through so many of each kind, whoever asks at what moment, and lists all others', async () => {
    const asked = fc.array(fc.constantFrom(...changeKinds), { minLength: 1, maxLength: 25 });
    const limits = fc.record(
      Object.fromEntries(changeKinds.map((kind) => [kind, fc.integer({ min: 0, max: 8 })])),
    );
    await fc.assert(
      fc.asyncProperty(asked, limits, async (kinds, counts) => {
        const at = await company();
        const ids = await addLinks(at, kinds.length);
        const passed = await Promise.all(
          kinds.map(async (kind, index) => {
            const wanted = { kind, budget: most(counts[kind] ?? 0), of: index % 2 ? other : store };
            return (await may(at, ids[index]!, wanted)) ? [kind] : [];
          }),
        );
        for (const kind of changeKinds) {
          const n = kinds.filter((one) => one === kind).length;
          const through = passed.flat().filter((one) => one === kind).length;
          expect(through).toBe(Math.min(n, counts[kind] ?? 0));
        }
        const held = await at.runs.list({ limit: 100 });
        const listed = held.reduce((sum, run) => sum + run.listed, 0);
        expect(listed).toBe(kinds.length - passed.flat().length);
        expect(new Set(held.map(({ changeKind }) => changeKind)).size).toBe(held.length);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    { reason: 'after 24 hours still counts', quarters: 96, through: false },
    { reason: 'after 24 hours and a quarter is there again', quarters: 97, through: true },
  ])('what was taken $reason', async ({ quarters, through }) => {
    const at = await company();
    const [first, second] = await addLinks(at, 2);
    expect(await may(at, first!, { kind: 'leavers', budget: most(1) })).toBe(true);
    await sql(
      `update budget set taken = (
         select jsonb_object_agg((key::bigint - $2)::text, value) from jsonb_each(taken))
       where connection_id = $1`,
      [at.id, quarters],
    );
    expect(await may(at, second!, { kind: 'leavers', budget: most(1) })).toBe(through);
  });

  it('counts a change as many times as there are people whom it is about', async () => {
    const at = await company();
    const [first, second, third] = await addLinks(at, 3);
    const wanted = { kind: 'roleRemovals', budget: most(10) } as const;
    expect(await may(at, first!, { ...wanted, units: 7 })).toBe(true);
    expect(await may(at, second!, { ...wanted, units: 3 })).toBe(true);
    expect(await may(at, third!, { ...wanted, units: 1 })).toBe(false);
  });

  it('holds a change that is about more people than it has left, whole', async () => {
    const at = await company();
    const [role] = await addLinks(at, 1);
    expect(await may(at, role!, { kind: 'roleRemovals', units: 11, budget: most(10) })).toBe(false);
    expect((await heldRun(at)).listed).toBe(1);
  });

  it('is not spent twice by a change that is tried again', async () => {
    const at = await company();
    const [first, second] = await addLinks(at, 2);
    const wanted = { kind: 'leavers', budget: most(2) } as const;
    for (let tries = 0; tries < 3; tries += 1) expect(await may(at, first!, wanted)).toBe(true);
    expect(await may(at, second!, wanted)).toBe(true);
  });

  it('holds every later one of its kind until somebody has decided', async () => {
    const at = await company();
    const ids = await addLinks(at, 3);
    expect(await may(at, ids[0]!, { kind: 'leavers', budget: most(0) })).toBe(false);
    // By the time the next one comes there is room again.
    expect(await may(at, ids[1]!, { kind: 'leavers', budget: most(5) })).toBe(false);
    expect(await approve(at)).toEqual({ kind: 'decided', items: 2 });
    expect(await may(at, ids[2]!, { kind: 'leavers', budget: most(5) })).toBe(true);
  });
});

describe('an approval', () => {
  it('lets through what was listed, and nothing else that is desired meanwhile', async () => {
    const desire = fc.record({
      link: fc.nat({ max: 5 }),
      kind: fc.constantFrom<ChangeKind>('leavers', 'updates', 'moved'),
      fingerprint: fc.constantFrom('a', 'b'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(desire, { minLength: 1, maxLength: 8 }),
        fc.array(desire, { minLength: 1, maxLength: 12 }),
        async (before, after) => {
          const at = await company();
          const ids = await addLinks(at, 6);
          for (const { link, ...wanted } of before) await may(at, ids[link]!, { ...wanted, budget: most(0) });
          const approved = new Map<string, string>();
          for (const run of await at.runs.list({ state: 'held', limit: 10 })) {
            for (const item of await at.runs.items(run.id, { after: 0, limit: 100, states: ['held'] })) {
              const [last] = before.filter(({ link }) => ids[link] === item.linkId).slice(-1);
              approved.set(item.linkId, `${item.kind} ${last?.fingerprint ?? ''}`);
            }
            const checksum = await at.runs.checksum(run);
            await at.runs.approve(run.id, { checksum, decidedBy: 'admin:ada' });
          }
          // What was let through and has not ended may be tried again, whatever was desired in between.
          const begun = new Map<string, string>();
          for (const { link, kind, fingerprint } of after) {
            const id = ids[link]!;
            if (!(await may(at, id, { kind, fingerprint, budget: most(0) }))) {
              // It has fallen out, or was never on a list.
              approved.delete(id);
              continue;
            }
            // Who approved a move has approved what else changes with it.
            const covering = [
              `${kind} ${fingerprint}`,
              ...(kind === 'updates' ? [`moved ${fingerprint}`] : []),
            ];
            expect(covering.some((one) => one === approved.get(id) || one === begun.get(id))).toBe(true);
            begun.set(id, `${kind} ${fingerprint}`);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of a part leaves the rest held', async () => {
    const at = await company();
    const ids = await addLinks(at, 3);
    for (const id of ids) await may(at, id, { kind: 'leavers', budget: most(0) });
    expect(await approve(at, { seqs: [2] })).toEqual({ kind: 'decided', items: 1 });
    const passed = [];
    for (const id of ids) passed.push(await may(at, id, { kind: 'leavers', budget: most(0) }));
    expect(passed).toEqual([false, true, false]);
    const { id } = await heldRun(at);
    expect((await at.runs.items(id, { after: 1, limit: 1 }))[0]).toMatchObject({
      state: 'approved',
      decidedBy: 'admin:ada',
    });
  });

  it('of a leaver ends after seven days', async () => {
    const at = await company();
    const [id] = await addLinks(at, 1);
    await may(at, id!, { kind: 'leavers', budget: most(0) });
    await approve(at);
    const days = `select round(extract(epoch from expires_at - now()) / 86400)::int as n from run_item
      where connection_id = $1`;
    expect(await sql(days, [at.id])).toEqual([{ n: 7 }]);
    await sql(`update run_item set expires_at = now() - interval '1 second' where connection_id = $1`, [
      at.id,
    ]);
    expect(await may(at, id!, { kind: 'leavers', budget: most(0) })).toBe(false);
  });

  it('by the checksum of a list that was seen does not decide about what joined later', async () => {
    const at = await company();
    const ids = await addLinks(at, 2);
    await may(at, ids[0]!, { kind: 'leavers', budget: most(0) });
    const seen = await heldRun(at);
    await may(at, ids[1]!, { kind: 'leavers', budget: most(0) });
    const decision = { checksum: seen.checksum, decidedBy: 'admin:ada' };
    expect(await at.runs.approve(seen.id, decision)).toEqual({ kind: 'decided', items: 1 });
    expect(await may(at, ids[1]!, { kind: 'leavers', budget: most(0) })).toBe(false);
    const forged = {
      ...decision,
      checksum: seen.checksum.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    };
    expect(await at.runs.approve(seen.id, forged)).toEqual({ kind: 'otherList' });
  });
});
