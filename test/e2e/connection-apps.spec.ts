import { describe, expect, it } from '@jest/globals';
import { mobile, person, phones } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { typed } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { queryDatabase } from '../support/query-database.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes: which app a connection has, and which department it writes below.

const path = ({ connectionId }: Tenant) => `/connections/${connectionId}`;

describe('two connections of two apps of one organisation', () => {
  it.concurrent(
    'are told by their stamps: below one root the younger one stops, until the other has ended',
    async () => {
      const bridge = await sharedBridge();
      const older = await bridge.connect();
      const number = mobile();
      const first = await older.addUser(person({ phoneNumbers: phones(number) }));
      await older.inStep(first);
      const company = await bridge.simulator.appOf(older.company);
      const younger = await bridge.connect({ company });
      const since = await younger.mark();
      const looked = await typed(younger, 'preflight', younger.connectionId, '--json');
      expect(JSON.parse(looked.out)).toMatchObject({ existing: { kind: 'read', others: 1 } });
      const { admin } = bridge;
      const stateOf = async (tenant: Tenant) =>
        (await admin.call<{ state: string; stateReason?: string }>('GET', path(tenant))).body;
      expect(await stateOf(younger)).toMatchObject({ state: 'quarantined', stateReason: 'rootShared' });
      expect((await stateOf(older)).state).toBe('active');
      // Its app is let in; that is not what it was stopped for.
      const soon = 'update connection set probe_at = now() where id = $1';
      await queryDatabase(bridge.addresses.databaseUrl, soon, [younger.connectionId]);
      await eventually('a probe has found it unchanged', async () => {
        const told = await admin.call<{ quarantine: { reason: string; failedProbes: number } | null }>(
          'GET',
          `${path(younger)}/troubles`,
        );
        return told.body.quarantine?.reason === 'rootShared' && told.body.quarantine.failedProbes > 0;
      });
      const waiting = await younger.addUser(person());
      await older.inStep(await older.addUser(person()));
      expect((await younger.paths(since)).filter((call) => call === 'user/create')).toHaveLength(1);
      // Roots of their own are another matter; those that meet are refused from now on.
      const at = `${path(younger)}/settings`;
      const below = { defaultDepartmentId: 1, rootDepartmentId: 7 };
      expect((await admin.call('PUT', at, below)).status).toBe(409);

      // Whatever it matches, what the other has made is not to be taken over.
      await admin.call('PUT', at, { defaultDepartmentId: 1, adoption: { keys: ['mobile'] } });
      const twin = await younger.addUser(person({ phoneNumbers: phones(number) }));
      const search = await typed(younger, 'adoptions', 'search', younger.connectionId);
      expect(JSON.parse(search.out)).toMatchObject({ seen: { kind: 'read', others: 1 }, proposals: [] });
      const { externalId } = (await older.link(first))!;
      const adopt = `${path(younger)}/resources/${twin}/adopt`;
      expect((await admin.call('POST', adopt, { externalId })).status).toBe(409);

      await typed(older, 'connections', 'delete', older.connectionId);
      await younger.inStep(waiting, 60_000);
      expect((await stateOf(younger)).state).toBe('active');
    },
    120_000,
  );
});

describe('the app of a connection', () => {
  it.concurrent('gets another secret, and is never one of another organisation', async () => {
    const bridge = await sharedBridge();
    const tenant = await bridge.connect();
    const other = await bridge.simulator.organisation(`other-${tenant.org}`);
    const { admin } = bridge;
    const put = (appKey: string, appSecret: string) =>
      admin.call<{ error?: string; appKey?: string }>('PUT', `${path(tenant)}/credentials`, {
        appKey,
        appSecret,
      });
    const { appKey, appSecret } = tenant.company;
    const id = await tenant.addUser(person());
    await tenant.inStep(id);

    const wrong = await put(appKey, 'wrong');
    expect([wrong.status, wrong.body.error]).toEqual([409, expect.stringContaining('does not take')]);
    const foreign = await put(other.appKey, other.appSecret);
    expect([foreign.status, foreign.body.error]).toEqual([
      409,
      expect.stringContaining('another organisation'),
    ]);
    expect((await admin.call<{ appKey: string }>('GET', path(tenant))).body.appKey).toBe(appKey);

    expect((await put(appKey, appSecret)).body).toMatchObject({ appKey });
    const { body } = await admin.call<readonly { event: string; linkId: string | null }[]>(
      'GET',
      `${path(tenant)}/activity`,
    );
    expect(body).toContainEqual(expect.objectContaining({ event: 'connection.credentials', linkId: null }));
    await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'displayName', value: 'Countess' }]);
    await tenant.inStep(id);
  });

  it.concurrent('is never one for which another connection writes below the same root', async () => {
    const bridge = await sharedBridge();
    const tenant = await bridge.connect();
    await tenant.inStep(await tenant.addUser(person()));
    const company = await bridge.simulator.appOf(tenant.company);
    await bridge.connect({ company });
    const { appKey, appSecret } = company;
    const { status, body } = await bridge.admin.call<{ error: string }>(
      'PUT',
      `${path(tenant)}/credentials`,
      {
        appKey,
        appSecret,
      },
    );
    expect([status, body.error]).toEqual([409, expect.stringContaining('rootDepartmentId')]);
    expect((await bridge.admin.call<{ appKey: string }>('GET', path(tenant))).body.appKey).toBe(
      tenant.company.appKey,
    );
  });

  it.concurrent('is written by one connection below one department, whichever is saved first', async () => {
    const bridge = await sharedBridge();
    const tenant = await bridge.connect();
    const { company } = tenant;
    await expect(bridge.connect({ company })).rejects.toThrow('409');
    const below = { defaultDepartmentId: 1, rootDepartmentId: 7 };
    // Below the company itself is everything.
    await expect(bridge.connect({ company, settings: below })).rejects.toThrow('rootDepartmentId');
    const at = `${path(tenant)}/settings`;
    const narrower = { defaultDepartmentId: 1, rootDepartmentId: 8 };
    expect((await bridge.admin.call('PUT', at, narrower)).status).toBe(200);
    await bridge.connect({ company, settings: below });
    expect((await bridge.admin.call('PUT', at, { defaultDepartmentId: 1 })).status).toBe(409);
    expect((await bridge.admin.call('PUT', at, below)).status).toBe(409);
  });
});
