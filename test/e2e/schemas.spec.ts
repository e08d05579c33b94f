import { beforeAll, describe, expect, it } from '@jest/globals';
import { resourceTypes } from '#scim';
import { person, team } from '../builders/scim.js';
import { wholePerson } from '../builders/whole-person.js';
import type { Tenant } from '../support/bridge.js';
import type { ScimDocument } from '../support/clients.js';
import { SchemaCheck } from '../support/schema-check.js';
import type { ServedSchema } from '../support/schema-check.js';
import { sharedBridge } from '../support/shared-services.js';

// Real processes, real HTTP: what /Schemas serves is held against every answer.

const dingTalk = (type: 'User' | 'Group') => `urn:ietf:params:scim:schemas:extension:dingtalk:2.0:${type}`;

let tenant: Tenant;
let check: SchemaCheck;
let user: string;
let boss: string;
let group: string;
let parent: string;

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect();
  const { body } = await tenant.scim.get('/Schemas');
  check = new SchemaCheck(body.Resources as unknown as readonly ServedSchema[]);
  boss = await tenant.addUser(person());
  user = await tenant.addUser(wholePerson(boss));
  group = await tenant.addGroup(
    team('Platoon of schemas', [user], { externalId: 'g', [dingTalk('Group')]: { order: 3 } }),
  );
  parent = await tenant.addGroup(team('Battalion of schemas', [group, boss]));
  await tenant.allInStep();
}, 120_000);

const faults = (documents: readonly ScimDocument[], asked = false) =>
  documents.flatMap((document) => check.faultsOf(document, asked).map((fault) => `${document.id}: ${fault}`));

describe('/Schemas', () => {
  it('describes what is listed and read, of every kind', async () => {
    for (const path of ['/Users', '/Groups', '/Schemas', '/ResourceTypes']) {
      const { body } = await tenant.scim.get(path);
      expect(body.Resources.length).toBeGreaterThan(1);
      expect(faults(body.Resources)).toEqual([]);
    }
    const single = [`/Users/${user}`, `/Groups/${group}`, '/ServiceProviderConfig', '/ResourceTypes/User'];
    for (const path of single) expect(faults([(await tenant.scim.get(path)).body])).toEqual([]);
  });

  it('describes what is written, and that all of it is kept', async () => {
    const created = await tenant.scim.post('/Users', wholePerson(boss));
    const id = created.body.id;
    const put = await tenant.scim.put(`/Users/${id}`, wholePerson(boss));
    const patched = await tenant.scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'x' }]);
    const renamed = await tenant.scim.patch(`/Groups/${group}`, [
      { op: 'replace', value: { externalId: 'h' } },
    ]);
    expect(faults([created.body, put.body, patched.body, renamed.body])).toEqual([]);
    const { password, ...sent } = wholePerson(boss);
    expect(password).toBeDefined();
    for (const name of Object.keys(sent)) expect(created.body).toHaveProperty([name]);
    expect(created.body[dingTalk('User')]).toMatchObject({ hiredDate: '2020-02-29T00:00:00.000Z' });
  });

  it('describes what is chosen, attribute by attribute', async () => {
    const served = (await tenant.scim.get('/Schemas')).body.Resources as unknown as readonly ServedSchema[];
    for (const [path, core] of [
      [`/Users/${user}`, 'User'],
      [`/Groups/${group}`, 'Group'],
    ] as const) {
      const own = served.filter(({ id }) => new RegExp(`(core|extension:.*):2.0:${core}$`).test(id));
      for (const { id, attributes } of own) {
        for (const { name } of attributes) {
          for (const parameter of ['attributes', 'excludedAttributes']) {
            const { status, body } = await tenant.scim.get(`${path}?${parameter}=${id}:${name}`);
            expect([status, faults([body], true)]).toEqual([200, []]);
          }
        }
      }
    }
  });

  it('describes what the bridge tells of DingTalk, and a filter finds it', async () => {
    await tenant.inStep(group);
    const told = async (path: string, type: 'User' | 'Group') => {
      const { body } = await tenant.scim.get(`${path}?attributes=${dingTalk(type)}`);
      expect(faults([body], true)).toEqual([]);
      return body[dingTalk(type)] as Record<string, unknown>;
    };
    const [account, department] = [
      await told(`/Users/${user}`, 'User'),
      await told(`/Groups/${group}`, 'Group'),
    ];
    const links = [await tenant.link(user), await tenant.link(group), await tenant.link(parent)];
    expect(account).toMatchObject({ userId: links[0]?.externalId, syncState: 'inStep', remark: 'r' });
    expect(account.unionId).toEqual(expect.stringMatching(/^\w{20,36}$/));
    expect(department).toEqual({
      deptId: links[1]?.externalId,
      parent: {
        value: parent,
        $ref: `${tenant.scim.baseUrl}/Groups/${parent}`,
        display: 'Battalion of schemas',
        deptId: links[2]?.externalId,
      },
      path: 'Battalion of schemas/Platoon of schemas',
      order: 3,
      syncState: 'inStep',
    });
    const top = await told(`/Groups/${parent}`, 'Group');
    expect(top).toMatchObject({ parent: { deptId: '1' }, path: 'Battalion of schemas' });
    const found = async (type: 'User' | 'Group', filter: string) =>
      (
        await tenant.scim.get(`/${type}s?filter=${encodeURIComponent(`${dingTalk(type)}:${filter}`)}`)
      ).body.Resources.map(({ id }) => id);
    for (const [filter, ids] of [
      [`userId eq "${String(account.userId)}"`, [user]],
      ['syncState eq "blocked"', []],
      ['syncReason pr', []],
      [`unionId eq "${String(account.unionId)}"`, [user]],
      ['active pr', []],
      ['leaderIn[value eq "x"]', []],
      ['hiredDate ge "2020-01-01T00:00:00Z" and userName sw "zoe"', undefined],
    ] as const) {
      if (ids) expect(await found('User', filter)).toEqual(ids);
      else expect(await found('User', filter)).toContain(user);
    }
    for (const [filter, ids] of [
      [`deptId eq "${String(department.deptId)}"`, [group]],
      ['path sw "Battalion of schemas/"', [group]],
      [`parent.value eq "${parent}"`, [group]],
      [`parent[display eq "BATTALION of schemas" and $ref co "/Groups/"]`, [group]],
      [`parent.deptId eq "1"`, [parent]],
      ['order eq 3', [group]],
      ['managers pr', []],
    ] as const) {
      expect(await found('Group', filter)).toEqual(ids);
    }
  });

  it('names nothing that a list could not be filtered and sorted by', async () => {
    for (const [type, { schema, extensions }] of Object.entries(resourceTypes)) {
      const paths = [schema, ...extensions].flatMap(({ id, attributes }) =>
        attributes.flatMap(({ name, subAttributes }) => [
          `${id}:${name}`,
          ...subAttributes.map((sub) => `${id}:${name}.${sub.name}`),
        ]),
      );
      for (const path of [
        'id',
        'externalId',
        'schemas',
        'meta.location',
        'meta.version',
        'meta.created',
        ...paths,
      ]) {
        for (const filter of [`${path} pr`, `not (${path} eq null)`, 'meta.created pr']) {
          const query = new URLSearchParams({ filter, sortBy: path, count: '1', startIndex: '2' });
          const { status, body } = await tenant.scim.get(`/${type}s?${query.toString()}`);
          // What has no order or no value to compare is told; nothing else may go wrong.
          expect([path, status === 200 ? 400 : status, body.scimType ?? 'invalidValue']).toEqual([
            path,
            400,
            expect.stringMatching(/^invalid(Value|Filter|Path)$/),
          ]);
        }
      }
    }
  }, 120_000);

  it('describes what is searched for and walked, in lists whose envelope says what it is', async () => {
    const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
    const search = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], count: 2, cursor: '' };
    const known = [
      'schemas',
      'totalResults',
      'startIndex',
      'itemsPerPage',
      'nextCursor',
      'previousCursor',
      'Resources',
    ];
    const answers = [
      await tenant.scim.post('/.search', search),
      await tenant.scim.post('/Users/.search', { ...search, filter: 'userName pr', sortBy: 'userName' }),
      await tenant.scim.post('/Groups/.search', {
        ...search,
        sortBy: 'displayName',
        sortOrder: 'descending',
      }),
      await tenant.scim.get('/?count=2&cursor'),
      await tenant.scim.get('/Users?count=1&startIndex=2'),
    ];
    const cursor = String(answers[0]?.body.nextCursor);
    answers.push(await tenant.scim.post('/.search', { ...search, cursor }));
    for (const { status, body } of answers) {
      expect([status, body.schemas]).toEqual([200, [listSchema]]);
      expect(Object.keys(body).filter((name) => !known.includes(name))).toEqual([]);
      expect(body.Resources.length).toBeGreaterThan(0);
      expect(faults(body.Resources)).toEqual([]);
    }
  });

  it('describes what a Bulk has made, and errors are alike wherever they come from', async () => {
    const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';
    const bulk = await tenant.scim.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'a', data: person() },
        { method: 'DELETE', path: '/Users/nobody' },
        { method: 'POST', path: '/Users', bulkId: 'b', data: {} },
      ],
    });
    const results = bulk.body.Operations as readonly { location?: string; response?: ScimDocument }[];
    const made = await tenant.scim.get(results[0]?.location?.split('/scim/v2')[1] ?? '/nowhere');
    expect([made.status, faults([made.body])]).toEqual([200, []]);
    const refused = [
      results[1]?.response,
      results[2]?.response,
      ...(await Promise.all(
        ['/Users?filter=x', '/Users?cursor=x', '/Users/x', '/nowhere', '/Me', '/Schemas/x'].map(
          async (path) => (await tenant.scim.get(path)).body,
        ),
      )),
      (await tenant.scim.put('/Schemas', {})).body,
    ];
    for (const body of refused) {
      expect(body).toMatchObject({
        schemas: [errorSchema],
        status: expect.stringMatching(/^[45]\d\d$/) as unknown,
      });
      const names = Object.keys(body ?? {}).filter(
        (name) => !['schemas', 'status', 'scimType', 'detail'].includes(name),
      );
      expect(names).toEqual([]);
    }
  });

  it('is the same at every address of its own', async () => {
    for (const schema of (await tenant.scim.get('/Schemas')).body.Resources) {
      expect((await tenant.scim.get(`/Schemas/${schema.id}`)).body).toEqual(schema);
    }
  });
});
