import { beforeAll, describe, expect, it } from '@jest/globals';
import { nameless } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { idsOf, search } from '../support/listed-people.js';
import { sharedBridge } from '../support/shared-services.js';
import { refused, told } from '../support/told-refusal.js';

// Real processes, real HTTP; no bound on time.

let tenant: Tenant;
let somebody: string;
const word = unique();

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
  somebody = await tenant.addUser(nameless());
}, 90_000);

describe('a userName', () => {
  it('is given to one of sixteen who ask for it at once, however each writes it', async () => {
    const spellings = ['Zoë.Race', 'ZOË.RACE', 'zoe\u0308.race', 'ｚｏë.ｒａｃｅ'];
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        tenant.scim.post('/Users', nameless({ userName: `${spellings[n % 4]!}.${word}` })),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(15).fill(409)]);
    const late = answers.filter(({ status }) => status === 409);
    expect(new Set(late.map(({ body }) => body.scimType))).toEqual(new Set(['uniqueness']));
    await tenant.scim.delete(`/Users/${answers.find(({ status }) => status === 201)!.body.id}`);
  });

  it.each([
    { reason: 'what no username may hold', attribute: 'userName', value: 'ada\u200b' },
    { reason: 'one longer than an index takes', attribute: 'userName', value: randomText(3000) },
    { reason: 'an externalId longer than an index takes', attribute: 'externalId', value: randomText(3000) },
    { reason: 'a displayName longer than an index takes', attribute: 'displayName', value: randomText(3000) },
  ])('is refused by name for $reason', async ({ attribute, value }) => {
    const answer = await tenant.scim.post('/Users', nameless({ [attribute]: value }));
    expect(refused(answer)).toEqual(told('invalidValue'));
    expect(answer.body.detail).toContain(attribute);
    const patched = await tenant.scim.patch(`/Users/${somebody}`, [
      { op: 'replace', path: attribute, value },
    ]);
    expect(refused(patched)).toEqual(told('invalidValue'));
  });

  it('may be found by an address longer than an index takes', async () => {
    const value = `${randomText(3000)}@example.test`;
    const id = await tenant.addUser(nameless({ emails: [{ value }] }));
    expect(idsOf(await search(tenant, '/Users', { filter: `emails eq "${value.toUpperCase()}"` }))).toEqual([
      id,
    ]);
    await tenant.scim.delete(`/Users/${id}`);
  });
});

/** Text that does not get shorter by compression. */
function randomText(length: number): string {
  let state = 1;
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return letters[(state >>> 8) % letters.length];
  }).join('');
}
