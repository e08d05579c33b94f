import { describe, expect, it, jest } from '@jest/globals';
import type { LinkKind } from '#provisioning';
import { blocked, converged } from '#provisioning';
import type { ClaimedLink } from '#store';
import type { Company } from '../support/worked-links.js';
import { workedLinks } from '../support/worked-links.js';

jest.setTimeout(120_000);

const { sql, company, addPerson, claimOne, finish } = workedLinks();

/** A Link that is being looked at, and holds a value. */
async function holder(at: Company, key: string, kind: LinkKind = 'account'): Promise<ClaimedLink> {
  await addPerson(at);
  const one = await claimOne(at);
  if (kind !== 'account') await sql('update link set kind = $2 where id = $1', [one.id, kind]);
  expect(await at.links.begin({ id: one.id, epoch: one.epoch, keys: [key] })).toEqual({ kind: 'begun' });
  return one;
}

const reasons = { email: 'emailTaken', name: 'nameTaken', mobile: 'mobileTaken' } as const;
const park = (at: Company, one: ClaimedLink, key: string) => {
  const domain = key.split(':')[0] as keyof typeof reasons;
  return finish(at, one, blocked('present', reasons[domain], key));
};

/** Who is due, whether he is to let go of his own when he asks for `key`, and nobody else is due. */
async function dueFor(at: Company, key: string): Promise<{ readonly id: string; readonly letGo: boolean }> {
  const { id, epoch } = await claimOne(at);
  expect(await at.links.claimDue('people', 10)).toEqual([]);
  const begun = await at.links.begin({ id, epoch, keys: [key] });
  if (begun.kind !== 'taken') throw new Error(begun.kind);
  return { id, letGo: begun.letGo };
}

const nobodyIsDue = async (at: Company) => {
  expect(await at.links.claimDue('people', 10)).toEqual([]);
};

describe('a ring of values', () => {
  it.each(['account', 'department', 'role'] as const)(
    'is moved by its first, whoever closes it, also when all park at one moment: %s',
    async (kind) => {
      const domain = kind === 'account' ? 'email' : 'name';
      for (let round = 0; round < 20; round += 1) {
        const at = await company();
        const size = 2 + (round % 2);
        const all: ClaimedLink[] = [];
        for (let n = 0; n < size; n += 1) all.push(await holder(at, `${domain}:${String(n)}`, kind));
        const wanted = (index: number) => `${domain}:${String((index + 1) % size)}`;
        await Promise.all(all.map((one, index) => park(at, one, wanted(index))));
        const ids = all.map(({ id }) => id);
        const first = [...ids].sort()[0]!;
        expect(await dueFor(at, wanted(ids.indexOf(first)))).toEqual({ id: first, letGo: true });
      }
    },
  );
});

describe('a row of values', () => {
  it('stands where nobody waits for the value of whoever waits', async () => {
    const at = await company();
    await finish(at, await holder(at, 'email:0'), converged('present'));
    await park(at, await holder(at, 'email:1'), 'email:0');
    await nobodyIsDue(at);
  });

  it('has the last who waits let go of his own, where another waits for that', async () => {
    const at = await company();
    await finish(at, await holder(at, 'email:0'), converged('present'));
    const last = await holder(at, 'email:1');
    await park(at, last, 'email:0');
    const before = await holder(at, 'email:2');
    await park(at, before, 'email:1');
    expect(await dueFor(at, 'email:0')).toEqual({ id: last.id, letGo: true });
  });

  it('has nobody but the last let go, however long it is', async () => {
    const at = await company();
    const all = [];
    for (const key of ['email:0', 'email:1', 'email:2', 'email:3']) all.push(await holder(at, key));
    const [stays, last, middle, end] = all as [ClaimedLink, ClaimedLink, ClaimedLink, ClaimedLink];
    await finish(at, stays, converged('present'));
    // Whoever comes to wait at the end of a row finds its last, the others between them wait.
    await park(at, middle, 'email:1');
    await park(at, last, 'email:0');
    await nobodyIsDue(at);
    await park(at, end, 'email:2');
    expect(await dueFor(at, 'email:0')).toEqual({ id: last.id, letGo: true });
  });

  it('stands as long as the one who has it may still move', async () => {
    const at = await company();
    const moves = await holder(at, 'email:0');
    await park(at, await holder(at, 'email:1'), 'email:0');
    await park(at, await holder(at, 'email:2'), 'email:1');
    await nobodyIsDue(at);
    expect((await at.links.standing(moves.id))?.outcome).not.toBe('blocked');
  });

  it('is one of values of one kind', async () => {
    const at = await company();
    await finish(at, await holder(at, 'email:0'), converged('present'));
    const last = await holder(at, 'mobile:1');
    await park(at, last, 'email:0');
    await park(at, await holder(at, 'mobile:2'), 'mobile:1');
    await nobodyIsDue(at);
    await sql('update link set due_at = now() where id = $1', [last.id]);
    expect(await dueFor(at, 'email:0')).toEqual({ id: last.id, letGo: false });
  });

  it('of mobiles stands: nobody can be without', async () => {
    const at = await company();
    await finish(at, await holder(at, 'mobile:0'), converged('present'));
    await park(at, await holder(at, 'mobile:1'), 'mobile:0');
    await park(at, await holder(at, 'mobile:2'), 'mobile:1');
    await nobodyIsDue(at);
  });
});
