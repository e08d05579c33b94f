import { describe, expect, it } from '@jest/globals';
import { enterprise, person } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { unique } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real time.

const connect = async () => (await sharedBridge()).connect();
const settings = { defaultDepartmentId: 1 };

const save = (tenant: Tenant, body: object) =>
  tenant.bridge.admin.call<{ error?: string }>('PUT', `/connections/${tenant.connectionId}/settings`, body);

const mail = () => `zoe.${unique()}@example.test`;
const work = (value: string) => [{ type: 'work', value }];
const setMail = async (tenant: Tenant, id: string, value: string) => {
  const operations = [{ op: 'replace', path: 'emails', value: work(value) }];
  expect((await tenant.scim.patch(`/Users/${id}`, operations)).status).toBe(200);
};

describe('settings that two administrators save', () => {
  it('are not overwritten by who has not seen them', async () => {
    const tenant = await (await sharedBridge()).connect();
    const { admin } = tenant.bridge;
    const at = `/connections/${tenant.connectionId}`;
    const { settingsVersion: seen } = (await admin.call<{ settingsVersion: number }>('GET', at)).body;
    const put = async (query: string, settleSeconds: number) =>
      (await admin.call('PUT', `${at}/settings?${query}`, { defaultDepartmentId: 1, settleSeconds })).status;
    expect(await put('', 1)).toBe(428);
    expect(await put(`version=${String(seen)}`, 2)).toBe(200);
    expect(await put(`version=${String(seen)}`, 3)).toBe(412);
    const { body } = await admin.call<{ settleSeconds: number }>('GET', `${at}/settings`);
    expect(body.settleSeconds).toBe(2);
  });
});

describe('a saved mapping', () => {
  it.concurrent(
    'reaches everybody by exactly one update, and those it says nothing new of by none',
    async () => {
      const tenant = await connect();
      const costly = { schemas: [enterprise], [enterprise]: { costCenter: '[7](x)' } };
      const ids = await Promise.all([1, 2, 3].map(() => tenant.addUser(person(costly))));
      const other = await tenant.addUser(person());
      for (const id of [...ids, other]) await tenant.inStep(id);
      const since = await tenant.mark();
      const rule = { sources: [`${enterprise}:costCenter`] };
      const { status } = await save(tenant, { ...settings, mapping: { extension: { 成本中心: rule } } });
      expect(status).toBe(200);
      await eventually(
        'everybody was reached',
        async () => (await tenant.calls('user/update', since)).length >= 3,
      );
      await tenant.allInStep();
      const calls = await tenant.calls(undefined, since);
      const userIds = await Promise.all(ids.map(async (id) => (await tenant.link(id))?.externalId));
      expect(calls.map(({ path, body }) => [path, body?.userid]).sort()).toEqual(
        userIds.map((userid) => ['/topapi/v2/user/update', userid]).sort(),
      );
      for (const { body } of calls) {
        expect(body).toMatchObject({ extension: '{"成本中心":"[7] (x)"}', ext_attrs_update_mode: 1 });
      }
      const again = await tenant.mark();
      await save(tenant, { ...settings, mapping: { extension: { 成本中心: rule } } });
      await tenant.scim.patch(`/Users/${other}`, [{ op: 'add', path: 'title', value: 'Pilot' }]);
      await tenant.inStep(other);
      expect(await tenant.calls(undefined, again)).toHaveLength(1);
    },
  );

  it.concurrent('may have expressions: shown on a person before they are saved, then written', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person({ title: 'Miss', nickName: 'Zo' }));
    await tenant.inStep(id);
    const mapping = { title: { sources: [{ expression: 'user.title + " (" + user.nickName + ")"' }] } };
    const changed = { ...settings, mapping };
    const path = `/connections/${tenant.connectionId}/preview`;
    const { body } = await tenant.bridge.admin.call<{ fields: readonly { field: string }[] }>('POST', path, {
      person: id,
      settings: changed,
    });
    const title = { field: 'title', value: 'Miss (Zo)', source: 'expression' };
    expect(body.fields.find(({ field }) => field === 'title')).toEqual(title);
    expect((await tenant.account(id))?.title).toBe('Miss');
    expect((await save(tenant, changed)).status).toBe(200);
    await eventually('it is written', async () => (await tenant.account(id))?.title === 'Miss (Zo)');

    const wrong = { title: { sources: [{ expression: 'user.title.matches("a")' }] } };
    const refused = await save(tenant, { ...settings, mapping: wrong });
    expect([refused.status, refused.body.error]).toEqual([
      400,
      expect.stringContaining(
        'mapping.title.sources.0.expression: at character 1: knows no function matches',
      ),
    ]);
  });

  it.concurrent('is refused where it names what does not exist, and the old one stays', async () => {
    const tenant = await connect();
    const mapping = { title: { sources: ['titel'] }, remarks: {} };
    const { status, body } = await save(tenant, { ...settings, mapping });
    expect([status, body.error]).toEqual([
      400,
      expect.stringContaining('mapping.title.sources.0: The path names no attribute of a User.'),
    ]);
    expect(body.error).toContain('mapping.remarks: unrecognized_keys');
    const path = `/connections/${tenant.connectionId}/settings`;
    expect((await tenant.bridge.admin.call('GET', path)).body).toMatchObject({ ...settings, mapping: {} });
  });

  it.concurrent('is tried out on one person before, by name or id, and changes nothing', async () => {
    const tenant = await connect();
    const given = person({ nickName: 'Zoe', emails: work(`${'a'.repeat(50)}@x.org`) });
    const id = await tenant.addUser(given);
    await tenant.inStep(id);
    const since = await tenant.mark();
    const mapping = { remark: { sources: ['title', 'nickName'] }, title: null };
    const path = `/connections/${tenant.connectionId}/preview`;
    for (const asked of [id, given.userName]) {
      const { status, body } = await tenant.bridge.admin.call<{ fields: readonly object[] }>('POST', path, {
        person: asked,
        settings: { ...settings, mapping },
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ resourceId: id, presence: 'present' });
      expect(body.fields).toEqual(
        expect.arrayContaining([
          { field: 'name', value: given.displayName, source: 'displayName' },
          { field: 'title', kept: 'notOurs' },
          { field: 'remark', value: 'Zoe', source: 'nickName' },
          { field: 'email', source: 'emails[type eq "work"].value', kept: 'tooLong', fault: 'tooLong' },
        ]),
      );
    }
    const nobody = await tenant.bridge.admin.call('POST', path, { person: 'no"body' });
    expect(nobody.status).toBe(404);
    expect(await tenant.calls(undefined, since)).toEqual([]);
  });

  it.concurrent('tells a field that it cannot bring in step, by admin API and by SCIM', async () => {
    const tenant = await connect();
    const id = await tenant.addUser(person({ emails: work(`${'a'.repeat(50)}@x.org`) }));
    await tenant.inStep(id);
    const faults = [{ field: 'email', fault: 'tooLong' }];
    expect(await tenant.link(id)).toMatchObject({ faults });
    const urn = 'urn:ietf:params:scim:schemas:extension:dingtalk:2.0:User';
    const { body } = await tenant.scim.request('GET', `/Users/${id}?attributes=${urn}`);
    expect(body).toMatchObject({ [urn]: { syncState: 'inStep', syncFaults: faults } });
    const found = async (fault: string) => {
      const filter = encodeURIComponent(`${urn}:syncFaults[field eq "email" and fault eq "${fault}"]`);
      return (await tenant.scim.get(`/Users?filter=${filter}`)).body.Resources.map(({ id: one }) => one);
    };
    expect([await found('tooLong'), await found('taken')]).toEqual([[id], []]);
    await setMail(tenant, id, mail());
    await eventually('told no more', async () => {
      const link = (await tenant.link(id)) as { readonly faults?: readonly object[] } | undefined;
      return link?.faults?.length === 0;
    });
  });
});

describe('people whose e-mails go round', () => {
  it.concurrent.each([
    { reason: 'two swap', size: 2 },
    { reason: 'three go round in a ring', size: 3 },
  ])('get them by one call more than there are people: $reason', async ({ size }) => {
    const tenant = await connect();
    const mails = Array.from({ length: size }, mail);
    const ids = await Promise.all(mails.map((value) => tenant.addUser(person({ emails: work(value) }))));
    for (const id of ids) await tenant.inStep(id);
    const since = await tenant.mark();
    const wanted = mails.map((_, index) => mails[(index + 1) % size]!);
    await Promise.all(ids.map((id, index) => setMail(tenant, id, wanted[index]!)));
    await eventually('all have theirs', async () => {
      const accounts = await Promise.all(ids.map((id) => tenant.account(id)));
      return accounts.every((account, index) => account?.email === wanted[index]);
    });
    await tenant.allInStep();
    const calls = await tenant.calls(undefined, since);
    expect(calls.map(({ path, errcode }) => [path, errcode])).toEqual(
      Array.from({ length: size + 1 }, () => ['/topapi/v2/user/update', '0']),
    );
  });

  it.concurrent('in a row, not in a ring, by one call each', async () => {
    const tenant = await connect();
    const [first, second] = [mail(), mail()];
    const holder = await tenant.addUser(person({ emails: work(first) }));
    const heir = await tenant.addUser(person({ emails: work(second) }));
    for (const id of [holder, heir]) await tenant.inStep(id);
    const since = await tenant.mark();
    await setMail(tenant, heir, first);
    await tenant.untilLink(heir, { presence: 'present', outcome: 'blocked', reason: 'emailTaken' });
    expect((await tenant.account(heir))?.email).toBe(second);
    await setMail(tenant, holder, mail());
    await tenant.allInStep();
    expect((await tenant.account(heir))?.email).toBe(first);
    expect(await tenant.calls(undefined, since)).toHaveLength(2);
  });

  it.concurrent('are brought in step in all else meanwhile', async () => {
    const tenant = await connect();
    const value = mail();
    const holder = await tenant.addUser(person({ emails: work(value) }));
    const other = await tenant.addUser(person());
    for (const id of [holder, other]) await tenant.inStep(id);
    await tenant.scim.patch(`/Users/${other}`, [
      { op: 'replace', path: 'emails', value: work(value) },
      { op: 'add', path: 'title', value: 'Pilot' },
    ]);
    await tenant.untilLink(other, { presence: 'present', outcome: 'blocked', reason: 'emailTaken' });
    expect((await tenant.account(other))?.title).toBe('Pilot');
  });
});

describe('an account of which the answer was lost', () => {
  it.concurrent('and that shows something else is repaired, and looked at once more', async () => {
    const tenant = await connect();
    const path = '/topapi/v2/user/create';
    await tenant.fail({ path, cut: 'after' });
    const given = person({ title: 'Pilot' });
    const id = await tenant.addUser(given);
    const made = await eventually('it was made', async () => (await tenant.state()).users[0]);
    await tenant.byHand('/topapi/v2/user/update', { userid: made.userid, title: 'By hand' });
    await tenant.inStep(id);
    expect((await tenant.account(id))?.title).toBe('Pilot');
    const calls = (await tenant.calls()).filter(({ body }) => body?.title !== 'By hand');
    expect(calls.map((call) => call.path.split('/').at(-1))).toEqual(['create', 'get', 'update', 'get']);
    expect(await tenant.link(id)).toMatchObject({ faults: [] });
  });

  it.concurrent('and that shows what was written is one look', async () => {
    const tenant = await connect();
    await tenant.fail({ path: '/topapi/v2/user/create', cut: 'after' });
    const id = await tenant.addUser(person({ title: 'Pilot' }));
    await tenant.inStep(id);
    const calls = await tenant.calls();
    expect(calls.map((call) => call.path.split('/').at(-1))).toEqual(['create', 'get']);
  });
});
