import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { LinkId, ResourceId } from '#common';
import { blocked, converged, presenceKey, retry } from '#provisioning';
import { retryLinks } from '#store';
import { workedLinks } from '../support/worked-links.js';
import type { Company } from '../support/worked-links.js';

jest.setTimeout(120_000);

const { opened, sql, person, company, addPerson, claimOne, linkOf, finish } = workedLinks();

const addLeaver = ({ resources }: Company) =>
  resources.createUser(randomUUID() as ResourceId, { ...person('eve'), lane: 'leavers' }, []);
const change = async (at: Company, id: ResourceId, title: string) => {
  const read = (await at.resources.read('User', id))!;
  const userName = read.body.userName as string;
  await at.resources.updateUser(read, { ...person(userName), body: { ...read.body, title } });
};
const expire = (id: LinkId) =>
  sql(`update link set lease_until = now() - interval '1 ms' where id = $1`, [id]);

describe('a lease', () => {
  it('keeps a Link from others until it ends', async () => {
    const at = await company();
    await addPerson(at);
    const first = await claimOne(at);
    expect(await at.links.claimDue('people', 10)).toEqual([]);
    await expire(first.id);
    const second = await claimOne(at);
    expect([second.id, second.epoch, second.attempts]).toEqual([first.id, first.epoch + 1, 2]);
  });

  it('that ended takes its finish with it: what the next holder does stands', async () => {
    const at = await company();
    const id = await addPerson(at);
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
    await addPerson(at);
    const first = await claimOne(at);
    await expire(first.id);
    await claimOne(at);
    const creating = { externalIds: ['u1'], intended: {}, departmentIds: [] };
    expect(await at.links.begin({ id: first.id, epoch: first.epoch, keys: ['mobile:1'], creating })).toEqual({
      kind: 'lost',
    });
    expect(await sql('select key from claim where connection_id = $1', [at.id])).toEqual([]);
  });

  it('that always ends with another look at once begins ever later: nothing keeps a lane busy for ever', async () => {
    const at = await company();
    const id = await addPerson(at);
    for (let looks = 0; looks < 30; looks += 1) {
      expect((await linkOf(id)).due).toBe(true);
      await finish(at, await claimOne(at), retry('none', 0));
    }
    expect((await linkOf(id)).due).toBe(false);
    await change(at, id, 'Captain');
    expect((await linkOf(id)).due).toBe(true);
  });

  it('given back leaves the Link as it was', async () => {
    const at = await company();
    const id = await addPerson(at);
    const before = await linkOf(id);
    await at.links.giveBack(await claimOne(at));
    expect(await linkOf(id)).toMatchObject({ attempts: before.attempts, due_at: before.due_at });
    expect((await claimOne(at)).epoch).toBe(2);
  });
});

describe('a finish', () => {
  it('leaves a Link due that changed meanwhile', async () => {
    const at = await company();
    const id = await addPerson(at);
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
    const id = await addPerson(at);
    await finish(at, await claimOne(at), blocked('none', 'noMobile'));
    await sql('update link set due_at = now() where resource_id = $1', [id]);
    const claimed = await claimOne(at);
    const { generation } = (await at.links.situation(claimed.id))!;
    expect(await retryLinks(opened().database, at.id)).toBe(1);
    await finish(at, claimed, blocked('none', 'noMobile'), { generation });
    expect(await linkOf(id)).toMatchObject({ outcome: 'blocked', due: true });
  });

  it('that is a retry has applied nothing and is due later', async () => {
    const at = await company();
    const id = await addPerson(at);
    await finish(at, await claimOne(at), retry('none', 60_000));
    expect(await linkOf(id)).toMatchObject({ applied_generation: 0, due: false, outcome: 'retry' });
  });

  it('that comes twice is the same as once', async () => {
    const at = await company();
    const id = await addPerson(at);
    const claimed = await claimOne(at);
    await finish(at, claimed, converged('present'));
    await finish(at, claimed, converged('present'));
    expect(await linkOf(id)).toMatchObject({ outcome: 'converged', due_at: null });
  });
});

describe('a unique value', () => {
  it('has one holder, however many want it at once', async () => {
    const at = await company();
    const count = 12;
    for (let n = 0; n < count; n += 1) await addPerson(at);
    const claimed = await at.links.claimDue('people', count);
    const keys = ['mobile:same', 'email:same'];
    const begun = await Promise.all(claimed.map(({ id, epoch }) => at.links.begin({ id, epoch, keys })));
    expect(begun.filter(({ kind }) => kind === 'begun')).toHaveLength(1);
    expect(await sql('select distinct link_id from claim where connection_id = $1', [at.id])).toHaveLength(1);
  });

  it('stays with whoever has it while he changes other things', async () => {
    const at = await company();
    await addPerson(at);
    const { id, epoch } = await claimOne(at);
    for (const keys of [['mobile:1'], ['mobile:1', 'email:1'], ['mobile:1', 'email:2']])
      expect((await at.links.begin({ id, epoch, keys })).kind).toBe('begun');
    await finish(at, { id, epoch }, converged('present'), {
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
      await addPerson(at);
      const { id, epoch } = await claimOne(at);
      expect((await at.links.begin({ id, epoch, keys: ['mobile:1'] })).kind).toBe('begun');
    }
  });
});

describe('an account', () => {
  it('is another Link’s to whoever else asks, and never blocks the one that has it, however often that asks', async () => {
    const at = await company();
    const [one, two] = [await addPerson(at), await addPerson(at)];
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
      const id = await addPerson(at);
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
    await addPerson(at);
    await addLeaver(at);
    const id = await addPerson(at);
    await sql(`update link set due_at = now() + interval '1 hour' where resource_id = $1`, [id]);
    expect(await other.links.claimDue('people', 10)).toEqual([]);
    expect(await at.links.claimDue('leavers', 10)).toHaveLength(1);
    expect(await at.links.claimDue('people', 10)).toHaveLength(1);
  });

  it('stops for a company in quarantine, and goes on after it', async () => {
    const at = await company();
    await addPerson(at);
    const { id } = (await opened().connections.list()).find((connection) => connection.id === at.id)!;
    await opened().connections.quarantine(id, { reason: 'badCredentials', code: '40089' });
    expect(await at.links.claimDue('people', 10)).toEqual([]);
    await opened().connections.resume(id);
    expect(await at.links.claimDue('people', 10)).toHaveLength(1);
  });

  it('stops for a lane that rests, not for the others, and goes on after it', async () => {
    const at = await company();
    await addPerson(at);
    await addLeaver(at);
    await at.links.stopLane('people', { reason: 'throttled', forMs: 60_000, trouble: true });
    expect(await at.links.claimDue('people', 10)).toEqual([]);
    expect(await at.links.claimDue('leavers', 10)).toHaveLength(1);
    expect(await at.links.laneFailures('people')).toBe(1);
    await at.links.resumeLane('people');
    expect(await at.links.claimDue('people', 10)).toHaveLength(1);
  });

  it('goes on by itself when the rest is over', async () => {
    const at = await company();
    await addPerson(at);
    await at.links.stopLane('people', { reason: 'busy', forMs: 300, trouble: false });
    expect(await at.links.claimDue('people', 10)).toEqual([]);
    await claimOne(at);
    expect(await at.links.laneFailures('people')).toBe(0);
  });
});
