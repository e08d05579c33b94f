import { describe, expect, it } from '@jest/globals';
import { enterprise, nameless, person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { send, unique } from '../support/clients.js';
import type { ScimDocument } from '../support/clients.js';
import { eventually } from '../support/eventually.js';
import { sharedBridge, sharedLines } from '../support/shared-services.js';
import { tablesHolding } from '../support/tables-holding.js';

// Of the thirty situations of thirty-ways-people.spec.ts those that are about SCIM clients; 29 is in
// two-pushers.spec.ts. Real processes, real HTTP.

const name = () => `Platoon ${unique()}`;
const connect = async (settings?: Readonly<Record<string, unknown>>) =>
  (await sharedBridge()).connect(settings ? { settings } : {});
const named = ({ body }: { body: ScimDocument }) => body.Resources.map(({ userName }) => userName);
const query = (filter: string) => `/Users?filter=${encodeURIComponent(filter)}`;

/** A connection with five people of known userNames, none of whom DingTalk gets to know. */
async function fivePeople(): Promise<{ tenant: Tenant; userNames: readonly string[] }> {
  const tenant = await connect({});
  const userNames = [1, 2, 3, 4, 5].map((n) => `zoe.${String(n)}@example.test`);
  for (const userName of userNames) await tenant.addUser(nameless({ userName }));
  return { tenant, userNames };
}

describe('towards SCIM clients,', () => {
  it.concurrent('19: startIndex and count give every page its people', async () => {
    const { tenant, userNames } = await fivePeople();
    const pages = [];
    for (const startIndex of [1, 3, 5, 7]) {
      const page = await tenant.scim.get(`/Users?sortBy=userName&startIndex=${String(startIndex)}&count=2`);
      expect([page.status, page.body.totalResults, page.body.startIndex]).toEqual([200, 5, startIndex]);
      expect(page.body.itemsPerPage).toBe(page.body.Resources.length);
      pages.push(named(page));
    }
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1, 0]);
    expect(pages.flat()).toEqual(userNames);
  });

  it.concurrent('20: a filter finds whom it means, and a broken one is the client’s error', async () => {
    const { tenant, userNames } = await fivePeople();
    expect(named(await tenant.scim.get(query(`userName eq "${userNames[1]!}"`)))).toEqual([userNames[1]]);
    expect(named(await tenant.scim.get(query('userName eq "nobody"')))).toEqual([]);
    const some = await tenant.scim.get(query('userName sw "zoe." and not (userName co "3")'));
    expect(some.body.totalResults).toBe(4);
    const broken = await tenant.scim.get(query('userName eq'));
    expect([broken.status, broken.body.scimType]).toEqual([400, 'invalidFilter']);
  });

  it.concurrent('21: attributes and excludedAttributes choose what is told', async () => {
    const { tenant } = await fivePeople();
    const few = await tenant.scim.get('/Users?attributes=userName');
    expect(few.status).toBe(200);
    for (const one of few.body.Resources)
      expect(Object.keys(one).sort()).toEqual(['id', 'schemas', 'userName']);
    const most = await tenant.scim.get('/Users?excludedAttributes=emails');
    for (const one of most.body.Resources) {
      expect(one.emails).toBeUndefined();
      expect(one.displayName).toBeDefined();
    }
  });

  it.concurrent('22: every verb does what it answers, and a 204 to DELETE is a deletion', async () => {
    const tenant = await connect();
    const given = person();
    const made = await tenant.scim.post('/Users', given);
    expect(made.status).toBe(201);
    const path = `/Users/${made.body.id}`;
    expect((await tenant.scim.get(path)).body).toEqual(made.body);
    expect((await tenant.scim.put(path, { ...given, title: 'Pilot' })).status).toBe(200);
    await tenant.scim.patch(path, [{ op: 'replace', path: 'nickName', value: 'Z' }]);
    expect((await tenant.scim.get(path)).body).toMatchObject({ title: 'Pilot', nickName: 'Z' });
    await tenant.inStep(made.body.id);
    expect((await tenant.account(made.body.id))?.title).toBe('Pilot');
    const { status, text } = await tenant.scim.delete(path);
    expect([status, text]).toEqual([204, '']);
    expect((await tenant.scim.get(path)).status).toBe(404);
    expect((await tenant.scim.get('/Users')).body.totalResults).toBe(0);
    await eventually('the account is gone', async () => (await tenant.state()).users.length === 0);
  });

  it.concurrent('23: an app that may not see what lies above its department works below it', async () => {
    const bridge = await sharedBridge();
    const company = await bridge.simulator.organisation(`tenant-${unique()}`);
    const make = (parent_id: number) =>
      bridge.simulator.byHand<{ dept_id: number }>(company, '/topapi/v2/department/create', {
        name: name(),
        parent_id,
      });
    const region = await make(1);
    const branch = await make(region.dept_id);
    await bridge.simulator.setApp({
      appKey: company.appKey,
      contactScope: { departments: [branch.dept_id] },
    });
    const settings = { rootDepartmentId: branch.dept_id, defaultDepartmentId: branch.dept_id };
    const tenant = await bridge.connect({ company, settings });
    const user = await tenant.addUser(person());
    const displayName = name();
    const group = await tenant.addGroup(team(displayName, [user]));
    await tenant.inStep(group);
    await tenant.inStep(user);
    expect((await tenant.department(displayName))?.parent_id).toBe(branch.dept_id);
    const groups = await tenant.scim.get('/Groups');
    expect([groups.status, groups.body.Resources.map(({ id }) => id)]).toEqual([200, [group]]);
  });

  it.concurrent('24: a list of a thousand people is no call to DingTalk', async () => {
    const tenant = await connect();
    await tenant.inStep(await tenant.addUser(person()));
    const Operations = Array.from({ length: 999 }, (_, n) => ({
      method: 'POST',
      path: '/Users',
      bulkId: String(n),
      data: nameless(),
    }));
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
    expect((await tenant.scim.post('/Bulk', { schemas, Operations })).status).toBe(200);
    await tenant.addGroup(team(name()));
    await eventually('the department', async () => (await tenant.state()).departments.length === 2);
    const since = await tenant.mark();
    const people = await tenant.scim.get('/Users?count=1000');
    expect([people.status, people.body.totalResults, people.body.Resources.length]).toEqual([
      200, 1_000, 1_000,
    ]);
    expect((await tenant.scim.get('/Groups')).body.totalResults).toBe(1);
    expect((await tenant.scim.get(query('title pr'))).body.totalResults).toBe(0);
    expect(await tenant.bridge.simulator.log(tenant.org, since)).toEqual([]);
  });

  it.concurrent(
    '25: a schedule means what cron means by it, and nothing that is pushed waits for one',
    async () => {
      const tenant = await connect();
      const id = await tenant.addUser(person());
      await tenant.scim.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'Pilot' }]);
      await eventually('the title', async () => (await tenant.account(id))?.title === 'Pilot');
      expect((await tenant.inStep(id)).dueAt).toBeNull();

      const source = `/connections/${(await connect()).connectionId}/source`;
      const save = (cron: string) =>
        tenant.bridge.admin.call<{ nextAt?: string; error?: string }>('PUT', source, {
          baseUrl: 'https://idp.example.test/scim',
          auth: { kind: 'bearer', token: 'remote-token' },
          settings: { schedule: { cron, timeZone: 'UTC', jitterSeconds: 0 } },
        });
      const monthly = await save('0 1 1 * *');
      expect([monthly.status, monthly.text]).toEqual([200, expect.any(String)]);
      const first = new Date(String(monthly.body.nextAt));
      expect([first.getUTCDate(), first.getUTCHours(), first.getUTCMinutes()]).toEqual([1, 1, 0]);
      const mondays = new Date(String((await save('30 2 * * 1')).body.nextAt));
      expect([mondays.getUTCDay(), mondays.getUTCHours(), mondays.getUTCMinutes()]).toEqual([1, 2, 30]);
      const broken = await save('0 1 31 2 *');
      expect([broken.status, broken.body.error]).toEqual([400, expect.stringContaining('cron')]);
    },
  );

  it.concurrent('26: nobody reads, changes or names what belongs to another connection', async () => {
    const [own, other] = [await connect({}), await connect({})];
    const stranger = await other.addUser(nameless());
    const theirs = await other.addGroup(team(name(), [stranger]));
    const mine = await own.addGroup(team(name()));
    const before = [await other.scim.get(`/Users/${stranger}`), await other.scim.get(`/Groups/${theirs}`)];
    const edit = [{ op: 'add', path: 'externalId', value: 'x' }];
    for (const [path, body] of [
      [`/Users/${stranger}`, nameless()],
      [`/Groups/${theirs}`, team(name())],
    ] as const) {
      const answers = [
        await own.scim.get(path),
        await own.scim.put(path, body),
        await own.scim.patch(path, edit),
        await own.scim.delete(path),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
    const members = [{ op: 'add', path: 'members', value: [{ value: stranger }] }];
    expect((await own.scim.patch(`/Groups/${mine}`, members)).status).toBe(400);
    expect((await own.scim.get('/Users')).body.totalResults).toBe(0);
    expect(await own.link(stranger)).toBeUndefined();
    const after = [await other.scim.get(`/Users/${stranger}`), await other.scim.get(`/Groups/${theirs}`)];
    expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
  });

  it.concurrent(
    '27: secrets are in no log, no answer of the admin API and, readable, in no table',
    async () => {
      const tenant = await connect();
      await tenant.inStep(await tenant.addUser(person()));
      const secrets = [tenant.company.appSecret, tenant.scim.token];
      const paths = ['', `/${tenant.connectionId}`, `/${tenant.connectionId}/tokens`];
      for (const path of paths) {
        const { status, text } = await tenant.bridge.admin.call('GET', `/connections${path}`);
        expect(status).toBe(200);
        for (const secret of secrets) expect(text).not.toContain(secret);
      }
      const lines = await sharedLines();
      for (const secret of secrets) expect(lines.filter((line) => line.includes(secret))).toEqual([]);
      const { databaseUrl } = tenant.bridge.addresses;
      expect(await tablesHolding(databaseUrl, [tenant.connectionId])).toContain('connection');
      const written = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('hex')]);
      expect(await tablesHolding(databaseUrl, written)).toEqual([]);
    },
  );

  it.concurrent(
    '28: a bearer token is taken as clients write it, and anything else gets a SCIM error',
    async () => {
      const tenant = await connect({});
      const { token } = tenant.scim;
      const ask = (authorization: string) =>
        send<ScimDocument>('GET', `${tenant.bridge.scimUrl}/Users`, { authorization });
      for (const scheme of ['Bearer', 'bearer', 'BEARER', 'jwt'])
        expect((await ask(`${scheme} ${token}`)).status).toBe(200);
      const others = [`Token ${token}`, `Basic ${Buffer.from(`x:${token}`).toString('base64')}`, token];
      for (const authorization of others) {
        const { status, body, headers } = await ask(authorization);
        expect([status, body.status, body.schemas]).toEqual([
          401,
          '401',
          ['urn:ietf:params:scim:api:messages:2.0:Error'],
        ]);
        expect(headers.get('content-type')).toContain('application/scim+json');
        expect(headers.get('www-authenticate')).toMatch(/^Bearer /);
      }
    },
  );

  it.concurrent(
    '30: what is told has the form of the RFC: URNs, ids as texts, media type, indices',
    async () => {
      const tenant = await connect({});
      const user = await tenant.addUser(nameless({ [enterprise]: { employeeNumber: '0042' } }));
      const empty = await tenant.scim.get('/Groups');
      expect(empty.body).toMatchObject({ totalResults: 0, startIndex: 1, itemsPerPage: 0 });
      const group = await tenant.addGroup(team(name(), [user]));
      const { body, headers } = await tenant.scim.get(`/Users/${user}`);
      expect(body[enterprise]).toEqual({ employeeNumber: '0042' });
      expect(body.schemas).toContain(enterprise);
      expect(body.groups).toEqual([expect.objectContaining({ value: group })]);
      for (const answer of [{ headers }, empty])
        expect(answer.headers.get('content-type')).toContain('application/scim+json');
    },
  );
});
