import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ConnectionId, Lane, LinkId, ResourceId } from '#common';
import { blocked, converged, presenceKey, retry } from '#provisioning';
import type { Ending } from '#provisioning';
import { retryLinks } from '#store';
import type { ClaimedLink, ConnectionStore, Store } from '#store';
import { createConnection } from '../builders/connection.js';
import { eventually } from '../support/eventually.js';
import { withStore } from '../support/with-store.js';

jest.setTimeout(120_000);

let store: Store;
withStore((opened) => {
  store = opened;
});

/** A connection of its own: what one test leaves due is not another's to claim. */
async function company(): Promise<ConnectionStore & { readonly id: string }> {
  const { id } = await createConnection(store);
  return { id, ...store.of(id) };
}
const newId = () => randomUUID() as ResourceId;
const person = (userName: string) => ({
  body: { userName },
  keys: { userNameKey: userName },
  lane: 'people' as const,
});
const sql = <Row>(text: string, values: readonly unknown[] = []) =>
  store.database.orm.query<Row[]>(text, [...values]);
const linkOf = async (resourceId: string) =>
  (
    await sql<{
      generation: number;
      applied_generation: number;
      due_at: Date | null;
      due: boolean | null;
      presence: string;
      outcome: string;
      attempts: number;
    }>('select *, due_at <= now() as due from link where resource_id = $1', [resourceId])
  )[0]!;

async function claimOne({ links }: ConnectionStore, lane: Lane = 'people'): Promise<ClaimedLink> {
  return eventually('a Link is due', async () => (await links.claimDue(lane, 1))[0]);
}

async function finish(
  { links }: ConnectionStore,
  claimed: ClaimedLink,
  ending: Ending,
  more: {
    generation?: number;
    gained?: readonly string[];
    keep?: readonly string[];
    externalId?: string;
  } = {},
) {
  const generation = more.generation ?? (await links.situation(claimed.id))!.generation;
  return links.finish({
    gained: [],
    leaving: null,
    outOfScope: false,
    ...more,
    id: claimed.id,
    epoch: claimed.epoch,
    generation,
    ending,
  });
}

const change = async (at: ConnectionStore, id: ResourceId, title: string) => {
  const read = (await at.resources.read('User', id))!;
  const userName = read.body.userName as string;
  await at.resources.updateUser(read, { ...person(userName), body: { ...read.body, title } });
};
const expire = (id: LinkId) =>
  sql(`update link set lease_until = now() - interval '1 ms' where id = $1`, [id]);

describe('a lease', () => {
  it('keeps a Link from others until it ends', async () => {
    const at = await company();
    await at.resources.createUser(newId(), person('ada'), []);
    const first = await claimOne(at);
    expect(await at.links.claimDue('people', 10)).toEqual([]);
    await expire(first.id);
    const second = await claimOne(at);
    expect([second.id, second.epoch, second.attempts]).toEqual([first.id, first.epoch + 1, 2]);
  });

  it('that ended takes its finish with it: what the next holder does stands', async () => {
    const at = await company();
    const { id } = await at.resources.createUser(newId(), person('ada'), []);
    const first = await claimOne(at);
    await expire(first.id);
    const second = await claimOne(at);
    await finish(at, first, blocked('none', 'noMobile'), { gained: [presenceKey(id)] });
    expect((await linkOf(id)).outcome).toBe('retry');
    await finish(at, second, converged('present'));
    await finish(at, first, blocked('none', 'noMobile'));
    expect(await linkOf(id)).toMatchObject({ presence: 'present', outcome: 'converged', due_at: null });
  });

  it('that ended can begin nothing', async () => {
    const at = await company();
    await at.resources.createUser(newId(), person('ada'), []);
    const first = await claimOne(at);
    await expire(first.id);
    await claimOne(at);
    const creating = { externalIds: ['u1'], intended: {}, departmentIds: [] };
    expect(await at.links.begin({ id: first.id, epoch: first.epoch, keys: ['mobile:1'], creating })).toEqual({
      kind: 'lost',
    });
    expect(await sql('select key from claim where connection_id = $1', [at.id])).toEqual([]);
  });

  it('given back leaves the Link as it was', async () => {
    const at = await company();
    const { id } = await at.resources.createUser(newId(), person('ada'), []);
    const before = await linkOf(id);
    await at.links.giveBack(await claimOne(at));
    expect(await linkOf(id)).toMatchObject({ attempts: before.attempts, due_at: before.due_at });
    expect((await claimOne(at)).epoch).toBe(2);
  });
});

describe('a finish', () => {
  it('leaves a Link due that changed meanwhile', async () => {
    const at = await company();
    const { id } = await at.resources.createUser(newId(), person('ada'), []);
    const claimed = await claimOne(at);
    const { generation } = (await at.links.situation(claimed.id))!;
    await change(at, id, 'Countess');
    await finish(at, claimed, converged('present'), { generation });
    expect(await linkOf(id)).toMatchObject({ applied_generation: 1, generation: 2, due: true });
    const again = await claimOne(at);
    await finish(at, again, converged('present'));
    expect(await linkOf(id)).toMatchObject({ applied_generation: 2, due_at: null });
  });

  it('takes nothing back from a retry that somebody pressed while it was looked at', async () => {
    const at = await company();
    const { id } = await at.resources.createUser(newId(), person('ada'), []);
    await finish(at, await claimOne(at), blocked('none', 'noMobile'));
    await sql('update link set due_at = now() where resource_id = $1', [id]);
    const claimed = await claimOne(at);
    const { generation } = (await at.links.situation(claimed.id))!;
    expect(await retryLinks(store.database, at.id as ConnectionId)).toBe(1);
    await finish(at, claimed, blocked('none', 'noMobile'), { generation });
    expect(await linkOf(id)).toMatchObject({ outcome: 'blocked', due: true });
  });

  it('that is a retry has applied nothing and is due later', async () => {
    const at = await company();
    const { id } = await at.resources.createUser(newId(), person('ada'), []);
    await finish(at, await claimOne(at), retry('none', 60_000));
    expect(await linkOf(id)).toMatchObject({ applied_generation: 0, due: false, outcome: 'retry' });
  });

  it('that comes twice is the same as once', async () => {
    const at = await company();
    const { id } = await at.resources.createUser(newId(), person('ada'), []);
    const claimed = await claimOne(at);
    await finish(at, claimed, converged('present'));
    await finish(at, claimed, converged('present'));
    expect(await linkOf(id)).toMatchObject({ outcome: 'converged', due_at: null });
  });
});

describe('a wake-up', () => {
  const waitingFor = (key: string): Ending => ({
    presence: 'none',
    outcome: 'waiting',
    reason: 'manager',
    waitingOn: key,
    dueInMs: 600_000,
    settling: false,
  });

  it('reaches whoever parked before', async () => {
    const at = await company();
    const [boss, ada] = [newId(), newId()];
    await at.resources.createUser(boss, person('boss'), []);
    const held = await claimOne(at);
    await at.resources.createUser(ada, person('ada'), []);
    await finish(at, await claimOne(at), waitingFor(presenceKey(boss)));
    expect((await linkOf(ada)).due).toBe(false);
    expect(await finish(at, held, converged('present'), { gained: [presenceKey(boss)] })).toEqual(['people']);
    expect((await linkOf(ada)).due).toBe(true);
  });

  it('is not needed by whoever parks after', async () => {
    const at = await company();
    const [boss, ada] = [newId(), newId()];
    await at.resources.createUser(boss, person('boss'), []);
    const held = await claimOne(at);
    await at.resources.createUser(ada, person('ada'), []);
    const waiter = await claimOne(at);
    await finish(at, held, converged('present'), { gained: [presenceKey(boss)] });
    await finish(at, waiter, waitingFor(presenceKey(boss)));
    expect((await linkOf(ada)).due).toBe(true);
  });

  it('is never lost between parking and gaining, in whatever order they meet', async () => {
    const at = await company();
    for (let round = 0; round < 200; round += 1) {
      const [boss, ada] = [newId(), newId()];
      await at.resources.createUser(boss, person(`boss${String(round)}`), []);
      const held = await claimOne(at);
      await at.resources.createUser(ada, person(`ada${String(round)}`), []);
      const waiter = await claimOne(at);
      const key = presenceKey(boss);
      const park = () => finish(at, waiter, waitingFor(key));
      const gain = () => finish(at, held, converged('present'), { gained: [key] });
      await Promise.all(round % 2 === 0 ? [park(), gain()] : [gain(), park()]);
      expect([round, (await linkOf(ada)).due]).toEqual([round, true]);
      await finish(at, await claimOne(at), converged('present'));
    }
  });

  it('is never lost between blocking on a value and its release', async () => {
    const at = await company();
    for (let round = 0; round < 100; round += 1) {
      const key = `mobile:${String(round)}`;
      const [first, second] = [newId(), newId()];
      await at.resources.createUser(first, person(`a${String(round)}`), []);
      const holder = await claimOne(at);
      await at.resources.createUser(second, person(`b${String(round)}`), []);
      const rival = await claimOne(at);
      expect((await at.links.begin({ id: holder.id, epoch: holder.epoch, keys: [key] })).kind).toBe('begun');
      expect(await at.links.begin({ id: rival.id, epoch: rival.epoch, keys: [key] })).toEqual({
        kind: 'taken',
        key,
        letGo: false,
      });
      const block = () => finish(at, rival, blocked('none', 'mobileTaken', key));
      const release = () => finish(at, holder, converged('gone'), { keep: [] });
      await Promise.all(round % 2 === 0 ? [block(), release()] : [release(), block()]);
      expect([round, (await linkOf(second)).due]).toEqual([round, true]);
      await finish(at, await claimOne(at), converged('present'));
    }
  });
});

describe('a unique value', () => {
  it('has one holder, however many want it at once', async () => {
    const at = await company();
    const count = 12;
    for (let n = 0; n < count; n += 1) await at.resources.createUser(newId(), person(`p${String(n)}`), []);
    const claimed = await at.links.claimDue('people', count);
    const keys = ['mobile:same', 'email:same'];
    const begun = await Promise.all(claimed.map(({ id, epoch }) => at.links.begin({ id, epoch, keys })));
    expect(begun.filter(({ kind }) => kind === 'begun')).toHaveLength(1);
    expect(await sql('select distinct link_id from claim where connection_id = $1', [at.id])).toHaveLength(1);
  });

  it('stays with whoever has it while he changes other things', async () => {
    const at = await company();
    await at.resources.createUser(newId(), person('ada'), []);
    const claimed = await claimOne(at);
    const { id, epoch } = claimed;
    for (const keys of [['mobile:1'], ['mobile:1', 'email:1'], ['mobile:1', 'email:2']])
      expect((await at.links.begin({ id, epoch, keys })).kind).toBe('begun');
    await finish(at, claimed, converged('present'), {
      keep: ['mobile:1', 'email:2'],
    });
    expect(await sql('select key from claim where connection_id = $1 order by key', [at.id])).toEqual([
      { key: 'email:2' },
      { key: 'mobile:1' },
    ]);
  });

  it('of one company is no other company’s matter', async () => {
    const both = [await company(), await company()];
    for (const at of both) {
      await at.resources.createUser(newId(), person('ada'), []);
      const { id, epoch } = await claimOne(at);
      expect((await at.links.begin({ id, epoch, keys: ['mobile:1'] })).kind).toBe('begun');
    }
  });
});

describe('an account', () => {
  it('is another Link’s to whoever else asks, and never blocks the one that has it, however often that asks', async () => {
    const at = await company();
    const [one, two] = [newId(), newId()];
    for (const id of [one, two]) await at.resources.createUser(id, person(id), []);
    const claimed = await claimOne(at);
    const other = [one, two].find((id) => (id as string) !== claimed.id) as unknown as LinkId;
    await finish(at, claimed, converged('present'), { externalId: 'u1' });
    const asked = (id: LinkId) => at.links.isLinked('account', 'u1', id);
    expect([await asked(claimed.id), await asked(claimed.id), await asked(other)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('claiming', () => {
  it('takes what has been due longest, each Link once, however many claim at once', async () => {
    const at = await company();
    const ids: ResourceId[] = [];
    for (let n = 0; n < 30; n += 1) {
      const { id } = await at.resources.createUser(newId(), person(`p${String(n)}`), []);
      ids.push(id);
      await sql(`update link set due_at = now() - make_interval(secs => $2) where resource_id = $1`, [
        id,
        n + 1,
      ]);
    }
    const eldest = await at.links.claimDue('people', 3);
    expect(new Set(eldest.map(({ id }) => id))).toEqual(new Set([...ids].reverse().slice(0, 3)));
    const rest = await Promise.all(Array.from({ length: 10 }, () => at.links.claimDue('people', 5)));
    const all = [...eldest, ...rest.flat()].map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    const left = await at.links.claimDue('people', 100);
    expect(all.length + left.length).toBe(30);
  });

  it('keeps lanes and companies apart, and leaves what is not due', async () => {
    const [at, other] = [await company(), await company()];
    await at.resources.createUser(newId(), person('ada'), []);
    await at.resources.createUser(newId(), { ...person('eve'), lane: 'leavers' }, []);
    const { id } = await at.resources.createUser(newId(), person('joan'), []);
    await sql(`update link set due_at = now() + interval '1 hour' where resource_id = $1`, [id]);
    expect(await other.links.claimDue('people', 10)).toEqual([]);
    expect(await at.links.claimDue('leavers', 10)).toHaveLength(1);
    expect(await at.links.claimDue('people', 10)).toHaveLength(1);
  });

  it('stops for a company in quarantine, and goes on after it', async () => {
    const at = await company();
    await at.resources.createUser(newId(), person('ada'), []);
    const { id } = (await store.connections.list()).find((connection) => connection.id === at.id)!;
    await store.connections.quarantine(id, { reason: 'badCredentials', code: '40089' });
    expect(await at.links.claimDue('people', 10)).toEqual([]);
    await store.connections.resume(id);
    expect(await at.links.claimDue('people', 10)).toHaveLength(1);
  });

  it('stops for a lane that rests, not for the others, and goes on after it', async () => {
    const at = await company();
    await at.resources.createUser(newId(), person('ada'), []);
    await at.resources.createUser(newId(), { ...person('eve'), lane: 'leavers' }, []);
    await at.links.stopLane('people', { reason: 'throttled', forMs: 60_000, trouble: true });
    expect(await at.links.claimDue('people', 10)).toEqual([]);
    expect(await at.links.claimDue('leavers', 10)).toHaveLength(1);
    expect(await at.links.laneFailures('people')).toBe(1);
    await at.links.resumeLane('people');
    expect(await at.links.claimDue('people', 10)).toHaveLength(1);
  });

  it('goes on by itself when the rest is over', async () => {
    const at = await company();
    await at.resources.createUser(newId(), person('ada'), []);
    await at.links.stopLane('people', { reason: 'busy', forMs: 300, trouble: false });
    expect(await at.links.claimDue('people', 10)).toEqual([]);
    await claimOne(at);
    expect(await at.links.laneFailures('people')).toBe(0);
  });
});
