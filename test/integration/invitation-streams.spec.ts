import { randomUUID } from 'node:crypto';
import { describe, expect, it, jest } from '@jest/globals';
import { converged, settingsSchema, waiting } from '#provisioning';
import { dropInvitationStreams, takeInvitationStreams } from '#store';
import { createConnection } from '../builders/connection.js';
import { workedLinks } from '../support/worked-links.js';
import type { Company } from '../support/worked-links.js';

jest.setTimeout(120_000);

const { opened, sql, company, addPerson, claimOne, finish } = workedLinks();

const listening = settingsSchema.parse({ invitationEvents: 'stream' });

/** A company that has somebody invited. */
async function inviting(settings = listening): Promise<Company> {
  const at = await company();
  await opened().connections.saveSettings(at.id, settings);
  await sql(`delete from run where connection_id = $1`, [at.id]);
  await addPerson(at);
  await finish(at, await claimOne(at), waiting('invited', 'invitation'), { externalId: 'u1' });
  return at;
}
const holds = async (holder: string, { id }: Company, leaseMs = 60_000) =>
  (await takeInvitationStreams(opened().database, holder, leaseMs)).includes(id);

describe('the Stream by which it is heard that somebody has joined', () => {
  it('is one process’s, until it falls silent or lets go of it', async () => {
    const at = await inviting();
    const [one, other] = [randomUUID(), randomUUID()];
    expect([await holds(one, at), await holds(other, at), await holds(one, at)]).toEqual([true, false, true]);
    await sql(`update invitation_stream set held_until = now() where connection_id = $1`, [at.id]);
    expect([await holds(other, at), await holds(one, at)]).toEqual([true, false]);
    await dropInvitationStreams(opened().database, other);
    expect(await holds(one, at)).toBe(true);
  });

  it('is kept for as long as somebody is invited', async () => {
    const at = await inviting();
    const holder = randomUUID();
    expect(await holds(holder, at)).toBe(true);
    await sql('update link set due_at = now() where connection_id = $1', [at.id]);
    await finish(at, await claimOne(at), converged('present'));
    expect(await holds(holder, at)).toBe(false);
  });

  it('is opened only where that is told', async () => {
    expect(await holds(randomUUID(), await inviting(settingsSchema.parse({ region: 'HK' })))).toBe(false);
  });

  it.each([
    { events: 'stream', expected: false },
    { events: 'callback', expected: false },
    { events: 'none', expected: true },
  ])('beside a mirror of the same app that is told by $events: $expected', async ({ events, expected }) => {
    const at = await inviting();
    const { appKey } = (await opened().connections.find(at.id))!;
    const settings = settingsSchema.parse({ mirror: { events } });
    await createConnection(opened(), { direction: 'dingtalk-to-scim', appKey, settings });
    expect(await holds(randomUUID(), at)).toBe(expected);
  });
});
