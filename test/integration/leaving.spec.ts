import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import type { ResourceId } from '#common';
import { converged, retry, waiting } from '#provisioning';
import type { LeaveCause } from '#provisioning';
import { keepHouse } from '#store';
import type { ClaimedLink } from '#store';
import { holdRows } from '../support/hold-rows.js';
import { workedLinks } from '../support/worked-links.js';
import type { Company } from '../support/worked-links.js';

jest.setTimeout(120_000);

const { opened, sql, person, company, addPerson, claimAll, claimOne, linkOf, finish } = workedLinks();

const inGrace = waiting('present', 'grace');

describe('the moment a grace period runs from', () => {
  it('stays while the cause is the same, whatever comes between, and begins anew with another', async () => {
    const at = await company();
    const id = await addPerson(at);
    const look = async (leaving: LeaveCause | null, ending = retry('present', 0)) => {
      await sql('update link set due_at = now() where id = $1', [id]);
      await finish(at, await claimOne(at), ending, { leaving });
      return (await linkOf(id)).leave_from?.getTime();
    };
    const began = await look('deactivated');
    expect(began).toBeDefined();
    expect(await look('deactivated')).toBe(began);
    expect(
      await look('deactivated', { ...retry('present', 0), outcome: 'blocked', reason: 'rejected' }),
    ).toBe(began);
    const anew = await look('deleted');
    expect(anew).toBeGreaterThan(began!);
    expect(await look(null, converged('present'))).toBeUndefined();
  });

  it('is forgotten by a return, also one that nobody has looked at', async () => {
    const at = await company();
    const id = await addPerson(at);
    const say = async (active: boolean, title: string) => {
      const read = (await at.resources.read('User', id))!;
      await at.resources.updateUser(read, { ...person(id), body: { ...read.body, active, title } });
      return (await linkOf(id)).leave_from;
    };
    await say(false, 'Cook');
    await finish(at, await claimOne(at), retry('present', 0), { leaving: 'deactivated' });
    const began = (await linkOf(id)).leave_from;
    expect(began).not.toBeNull();
    expect(await say(false, 'Baker')).toEqual(began);
    expect(await say(true, 'Baker')).toBeNull();
    expect(await say(false, 'Baker')).toBeNull();
  });

  it('is not known to a look from before a return', async () => {
    const at = await company();
    const id = await addPerson(at);
    const say = async (active: boolean) => {
      const read = (await at.resources.read('User', id))!;
      await at.resources.updateUser(read, { ...person(id), body: { ...read.body, active } });
    };
    await say(false);
    const claimed = await claimOne(at);
    const { generation } = (await at.links.situation(claimed.id))!;
    await say(true);
    await finish(at, claimed, inGrace, { generation, leaving: 'deactivated' });
    expect((await linkOf(id)).leave_from).toBeNull();
    await say(false);
    await finish(at, await claimOne(at), inGrace, { leaving: 'deactivated' });
    expect((await linkOf(id)).leave_from).not.toBeNull();
  });

  it('is forgotten when the deleted are created anew, one by one or many at once', async () => {
    const at = await company();
    const ids = [await addPerson(at), await addPerson(at)];
    for (const link of await claimAll(at)) {
      await finish(at, link, converged('present'), { externalId: `of-${link.id}` });
    }
    for (const id of ids) await at.resources.delete('User', id);
    for (let n = 0; n < ids.length; n += 1)
      await finish(at, await claimOne(at, 'leavers'), inGrace, { leaving: 'deleted' });
    for (const id of ids) expect((await linkOf(id)).leave_from).not.toBeNull();
    await addPerson(at, undefined, [`of-${ids[0]!}`]);
    const again = randomUUID() as ResourceId;
    await at.resources.createUsers([{ id: again, ...person(again), rehireIds: [`of-${ids[1]!}`] }], {
      allOrNone: true,
    });
    for (const id of ids)
      expect(await linkOf(id)).toMatchObject({ leave_from: null, resource_id: expect.anything() });
  });
});

describe('who administers the organisation', () => {
  it('is asked by one, however many want to know, and not again while the answer is fresh', async () => {
    const at = await company();
    const asked = await Promise.all(Array.from({ length: 8 }, () => at.links.leadAdministrators()));
    expect(asked.filter(Boolean)).toHaveLength(1);
    await at.links.saveAdministrators(['boss']);
    expect(await at.links.leadAdministrators()).toBe(false);
    await sql(`update known_administrators set read_at = now() - interval '11 minutes'`);
    expect(await at.links.leadAdministrators()).toBe(true);
  });

  it('is not known before it was asked, nor when the answer is old: that is not a no', async () => {
    const at = await company();
    const id = (await addPerson(at)) as unknown as ClaimedLink['id'];
    await sql(`update link set external_id = 'boss' where id = $1`, [id]);
    const told = async () => (await at.links.situation(id))?.administrator;
    expect(await told()).toBeNull();
    await at.links.leadAdministrators();
    await at.links.saveAdministrators(['boss']);
    expect(await told()).toBe(true);
    await sql(`update link set external_id = 'ada' where id = $1`, [id]);
    expect(await told()).toBe(false);
    await sql(
      `update known_administrators set read_at = now() - interval '11 minutes' where connection_id = $1`,
      [at.id],
    );
    expect(await told()).toBeNull();
  });

  it('may be asked by the next where the first came to nothing', async () => {
    const at = await company();
    expect(await at.links.leadAdministrators()).toBe(true);
    await at.links.saveAdministrators();
    expect(await at.links.leadAdministrators()).toBe(true);
  });
});

describe('a tombstone', () => {
  it('gives whoever comes back the userid and the history, once', async () => {
    const at = await company();
    const first = await addPerson(at, undefined, ['u1']);
    const claimed = await claimOne(at);
    await finish(at, claimed, converged('present'), { externalId: 'u1' });
    await at.resources.delete('User', first);
    await finish(at, await claimOne(at, 'leavers'), converged('gone'), { applied: null });
    expect(await sql('select link_id, external_id from tombstone where connection_id = $1', [at.id])).toEqual(
      [{ link_id: first, external_id: 'u1' }],
    );
    const both = await Promise.all([addPerson(at, undefined, ['u1']), addPerson(at, undefined, ['u1'])]);
    const made = await sql<{ id: string; external_id: string | null; presence: string }>(
      'select id, external_id, presence from link where connection_id = $1 order by external_id',
      [at.id],
    );
    expect(made).toHaveLength(2);
    expect(made[0]).toEqual({ id: first, external_id: 'u1', presence: 'gone' });
    expect(both).toContain(made[1]?.id);
    expect(made[1]).toMatchObject({ external_id: null, presence: 'none' });
  });

  it.each([
    {
      reason: 'alone',
      create: (at: Company) => addPerson(at, undefined, ['u1']),
    },
    {
      reason: 'with others',
      create: async ({ resources }: Company) => {
        const id = randomUUID() as ResourceId;
        await resources.createUsers([{ id, ...person(id), rehireIds: ['u1'] }], { allOrNone: true });
        return id;
      },
    },
  ])('is found by whoever comes back at the moment of the burial: $reason', async ({ create }) => {
    const at = await company();
    const first = await addPerson(at, undefined, ['u1']);
    await finish(at, await claimOne(at), converged('present'), { externalId: 'u1' });
    await at.resources.delete('User', first);
    const burial = await holdRows(
      opened(),
      `with buried as (delete from link where connection_id = $1 and id = $2 returning *)
       insert into tombstone (connection_id, link_id, kind, external_id)
       select connection_id, id, kind, external_id from buried`,
      [at.id, first],
    );
    const back = create(at);
    await burial.waitedFor(1);
    await burial.letGo();
    const id = await back;
    const made = 'select id, resource_id, external_id, presence from link where connection_id = $1';
    expect(await sql(made, [at.id])).toEqual([
      { id: first, resource_id: id, external_id: 'u1', presence: 'gone' },
    ]);
  });

  it('stands for 30 days', async () => {
    const at = await company();
    for (const days of [29, 31]) {
      await sql(
        `insert into tombstone values ($1, gen_random_uuid(), 'account', $2, now() - make_interval(days => $3))`,
        [at.id, `u${String(days)}`, days],
      );
    }
    await keepHouse(opened().database, { activityMonths: 13, valuesDays: 30 });
    expect(await sql('select external_id from tombstone where connection_id = $1', [at.id])).toEqual([
      { external_id: 'u29' },
    ]);
  });
});
