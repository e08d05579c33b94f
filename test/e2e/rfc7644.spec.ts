import { beforeAll, describe, expect, it } from '@jest/globals';
import { enterprise, person, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import type { Answer, ScimDocument } from '../support/clients.js';
import { sharedBridge } from '../support/shared-services.js';

// The examples of RFC 7644, over real HTTP. Each row names the section or figure it is from.

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const nobody = '00000000-0000-4000-8000-000000000000';
const babsEmails = [
  { value: 'bjensen@example.com', type: 'work', primary: true },
  { value: 'babs@jensen.org', type: 'home' },
];
const address = { streetAddress: '100 Universal City Plaza', locality: 'Hollywood', type: 'work' };

let tenant: Tenant;
let babs: string;
let other: string;

const nameless = (changes: object = {}) => person({ phoneNumbers: undefined, emails: undefined, ...changes });

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
  babs = await tenant.addUser(
    nameless({
      userName: 'bjensen',
      name: { familyName: "O'Malley", givenName: 'Barbara' },
      title: 'Tour Guide',
      userType: 'Employee',
      emails: babsEmails,
      [enterprise]: { employeeNumber: '701984' },
    }),
  );
  other = await tenant.addUser(
    nameless({
      userName: 'jsmith',
      userType: 'Intern',
      emails: [{ value: 'john@example.org', type: 'work' }],
      ims: [{ value: 'john@foo.com', type: 'xmpp' }],
    }),
  );
  await tenant.addUser(nameless({ userName: 'plain' }));
}, 90_000);

describe('a filter of RFC 7644', () => {
  it.each([
    { at: 'figure 2', filter: 'userName eq "bjensen"', found: ['bjensen'] },
    { at: 'figure 2', filter: 'name.familyName co "O\'Malley"', found: ['bjensen'] },
    { at: 'figure 2', filter: 'userName sw "J"', found: ['jsmith'] },
    { at: 'figure 2', filter: `${core}:userName sw "J"`, found: ['jsmith'] },
    { at: 'figure 2', filter: 'title pr', found: ['bjensen'] },
    {
      at: 'figure 2',
      filter: 'meta.lastModified gt "2011-05-13T04:42:34Z"',
      found: ['bjensen', 'jsmith', 'plain'],
    },
    {
      at: 'figure 2',
      filter: 'meta.lastModified ge "2011-05-13T04:42:34Z"',
      found: ['bjensen', 'jsmith', 'plain'],
    },
    { at: 'figure 2', filter: 'meta.lastModified lt "2011-05-13T04:42:34Z"', found: [] },
    { at: 'figure 2', filter: 'meta.lastModified le "2011-05-13T04:42:34Z"', found: [] },
    { at: 'figure 2', filter: 'title pr and userType eq "Employee"', found: ['bjensen'] },
    { at: 'figure 2', filter: 'title pr or userType eq "Intern"', found: ['bjensen', 'jsmith'] },
    { at: 'figure 2', filter: `schemas eq "${enterprise}"`, found: ['bjensen'] },
    {
      at: 'figure 2',
      filter: 'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
      found: ['bjensen'],
    },
    {
      at: 'figure 2',
      filter: 'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
      found: ['plain'],
    },
    { at: 'figure 2', filter: 'userType eq "Employee" and (emails.type eq "work")', found: ['bjensen'] },
    {
      at: 'figure 2',
      filter: 'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]',
      found: ['bjensen'],
    },
    {
      at: 'figure 2',
      filter:
        'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
      found: ['bjensen', 'jsmith'],
    },
    { at: '3.4.2.2', filter: 'userName Eq "BJENSEN"', found: ['bjensen'] },
    { at: '3.4.2.2', filter: 'Username eq "bjensen"', found: ['bjensen'] },
    { at: '3.10', filter: `${enterprise}:employeeNumber eq "701984"`, found: ['bjensen'] },
    { at: '3.4.2.1', filter: 'urn:hr:schemas:user:age gt 4', found: [] },
    {
      at: '3.4.2.1',
      filter: '(meta.resourceType eq User) or (meta.resourceType eq Group)',
      found: ['bjensen', 'jsmith', 'plain'],
    },
  ])('finds whom it means: $at, $filter', async ({ filter, found }) => {
    const { status, body } = await tenant.scim.get(`/Users?filter=${encodeURIComponent(filter)}`);
    expect([status, body.Resources.map(({ userName }) => userName)]).toEqual([200, found]);
    expect(body.totalResults).toBe(found.length);
  });

  it.each([
    { at: '3.7.2', reason: 'single quotes', filter: "displayName sw 'Group'" },
    { at: 'table 4', reason: 'ordering booleans', filter: 'active gt true' },
    { at: 'table 4', reason: 'an unknown operator', filter: 'userName is "x"' },
  ])('that figure 1 does not know is told: $at, $reason', async ({ filter }) => {
    const { status, body } = await tenant.scim.get(`/Users?filter=${encodeURIComponent(filter)}`);
    expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  });
});

describe('a PATCH of RFC 7644', () => {
  const members = (...ids: readonly string[]) => ids.map((value) => ({ value, display: 'x', $ref: 'x' }));

  it.each([
    {
      at: '3.5.2.1',
      reason: 'adds a member',
      before: () => [other],
      operations: () => [{ op: 'add', path: 'members', value: members(babs) }],
      after: () => [other, babs],
    },
    {
      at: '3.5.2.1',
      reason: 'adds a member who is one',
      before: () => [babs],
      operations: () => [{ op: 'add', path: 'members', value: members(babs) }],
      after: () => [babs],
    },
    {
      at: '3.5.2.2',
      reason: 'removes one member',
      before: () => [babs, other],
      operations: () => [{ op: 'remove', path: `members[value eq "${babs}"]` }],
      after: () => [other],
    },
    {
      at: '3.5.2.2',
      reason: 'removes all members',
      before: () => [babs, other],
      operations: () => [{ op: 'remove', path: 'members' }],
      after: () => undefined,
    },
    {
      at: '3.5.2.2',
      reason: 'removes and adds a member, with no blank behind the operator',
      before: () => [babs],
      operations: () => [
        { op: 'remove', path: `members[value eq"${babs}"]` },
        { op: 'add', path: 'members', value: members(other) },
      ],
      after: () => [other],
    },
    {
      at: '3.5.2.2',
      reason: 'replaces all members by removing and adding',
      before: () => [babs],
      operations: () => [
        { op: 'remove', path: 'members' },
        { op: 'add', path: 'members', value: members(other, babs) },
      ],
      // Who was a member before stands before who was not.
      after: () => [babs, other],
    },
    {
      at: '3.5.2.3',
      reason: 'replaces all members',
      before: () => [babs],
      operations: () => [{ op: 'replace', path: 'members', value: members(other) }],
      after: () => [other],
    },
  ])('of a Group: $at, $reason', async ({ before, operations, after }) => {
    const path = `/Groups/${await tenant.addGroup(team('Tour Guides', before()))}`;
    const { status, body } = await tenant.scim.patch(path, operations());
    expect([status, body.members?.map(({ value }) => value)]).toEqual([200, after()]);
    expect((await tenant.scim.get(path)).body).toEqual(body);
  });

  it.each([
    {
      at: '3.5.2.1',
      reason: 'adds attributes without a path',
      operations: [
        { op: 'add', value: { emails: [{ value: 'b@jensen.org', type: 'other' }], nickname: 'Babs' } },
      ],
      after: { emails: [...babsEmails, { value: 'b@jensen.org', type: 'other' }], nickName: 'Babs' },
    },
    {
      at: '3.5.2.2',
      reason: 'removes a value that a filter of two parts finds',
      operations: [{ op: 'remove', path: 'emails[type eq "work" and value ew "example.com"]' }],
      after: { emails: babsEmails.slice(1) },
    },
    {
      at: '3.5.2.3',
      reason: 'replaces the value that a filter finds',
      operations: [
        {
          op: 'replace',
          path: 'addresses[type eq "work"]',
          value: { type: 'work', streetAddress: '911 Universal City Plaza', region: 'CA', primary: true },
        },
      ],
      after: {
        addresses: [{ streetAddress: '911 Universal City Plaza', region: 'CA', type: 'work', primary: true }],
      },
    },
    {
      at: '3.5.2.3',
      reason: 'replaces one sub-attribute of it',
      operations: [
        { op: 'replace', path: 'addresses[type eq "work"].streetAddress', value: '1010 Broadway Ave' },
      ],
      after: { addresses: [{ ...address, streetAddress: '1010 Broadway Ave' }] },
    },
    {
      at: '3.5.2.3',
      reason: 'replaces attributes without a path',
      operations: [
        { op: 'replace', value: { emails: [{ value: 'x@jensen.org', primary: true }], nickname: 'Babs' } },
      ],
      after: { emails: [{ value: 'x@jensen.org', primary: true }], nickName: 'Babs' },
    },
    {
      at: 'figure 8',
      reason: 'by the path of a sub-attribute',
      operations: [{ op: 'replace', path: 'name.familyName', value: 'Jensen' }],
      after: { name: { familyName: 'Jensen', givenName: 'Barbara' } },
    },
    {
      at: '3.5.2',
      reason: 'announces a schema by what it adds',
      operations: [{ op: 'add', path: `${enterprise}:employeeNumber`, value: '1' }],
      after: { schemas: [core, enterprise], [enterprise]: { employeeNumber: '1' } },
    },
    {
      at: '3.5.2',
      reason: 'leaves one primary value',
      operations: [{ op: 'add', path: 'emails', value: [{ value: 'p@jensen.org', primary: true }] }],
      after: {
        emails: [
          { value: 'bjensen@example.com', type: 'work', primary: false },
          babsEmails[1],
          { value: 'p@jensen.org', primary: true },
        ],
      },
    },
  ])('of a User: $at, $reason', async ({ operations, after }) => {
    const name = { familyName: 'Doe', givenName: 'Barbara' };
    const path = `/Users/${await tenant.addUser(nameless({ name, emails: babsEmails, addresses: [address] }))}`;
    const { status, body } = await tenant.scim.patch(path, operations);
    expect(status).toBe(200);
    for (const [attribute, value] of Object.entries(after)) expect(body[attribute]).toEqual(value);
    expect((await tenant.scim.get(path)).body).toEqual(body);
  });

  it.each([
    {
      at: '3.5.2.1',
      reason: 'a value that is there',
      operations: [{ op: 'add', path: 'title', value: 'Guide' }],
    },
    { at: '3.5.2.3', reason: 'the same value', operations: [{ op: 'replace', value: { title: 'Guide' } }] },
  ])('that changes nothing moves neither version nor lastModified: $at, $reason', async ({ operations }) => {
    const path = `/Users/${await tenant.addUser(nameless({ title: 'Guide' }))}`;
    const before = await tenant.scim.get(path);
    expect((await tenant.scim.patch(path, operations)).body).toEqual(before.body);
  });

  it('is done wholly or not at all: 3.5.2', async () => {
    const path = `/Users/${await tenant.addUser(nameless())}`;
    const before = (await tenant.scim.get(path)).body;
    const { status, body } = await tenant.scim.patch(path, [
      { op: 'add', path: 'title', value: 'Guide' },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'x' },
    ]);
    expect([status, body.scimType]).toEqual([400, 'noTarget']);
    expect((await tenant.scim.get(path)).body).toEqual(before);
  });
});

describe('an error of RFC 7644', () => {
  const patch = (operation: object, id = babs) => tenant.scim.patch(`/Users/${id}`, [operation]);

  interface Row {
    readonly at: string;
    readonly reason: string;
    readonly ask: () => Promise<Answer<ScimDocument>>;
    readonly told: readonly [number, string?];
  }

  it.each<Row>([
    { at: '3.12', reason: 'nobody of that id', ask: () => tenant.scim.get(`/Users/${nobody}`), told: [404] },
    {
      at: 'table 9',
      reason: 'a filter that is none',
      ask: () => tenant.scim.get('/Users?filter=userName%20eq'),
      told: [400, 'invalidFilter'],
    },
    {
      at: 'table 9',
      reason: 'a userName in use, in a POST',
      ask: () => tenant.scim.post('/Users', nameless({ userName: 'BJensen' })),
      told: [409, 'uniqueness'],
    },
    {
      at: 'table 9',
      reason: 'a userName in use, in a PUT',
      ask: () => tenant.scim.put(`/Users/${other}`, nameless({ userName: 'bjensen' })),
      told: [409, 'uniqueness'],
    },
    {
      at: 'table 9',
      reason: 'a userName in use, in a PATCH',
      ask: () => patch({ op: 'replace', path: 'userName', value: 'bjensen' }, other),
      told: [409, 'uniqueness'],
    },
    {
      at: 'table 9',
      reason: 'a readOnly attribute written by PATCH',
      ask: () => patch({ op: 'replace', path: 'groups', value: [] }),
      told: [400, 'mutability'],
    },
    {
      at: '3.5.2.2',
      reason: 'a required attribute removed',
      ask: () => patch({ op: 'remove', path: 'userName' }),
      told: [400, 'mutability'],
    },
    {
      at: 'table 9',
      reason: 'a body that is no PatchOp',
      ask: () => tenant.scim.request('PATCH', `/Users/${babs}`, { schemas: [core] }),
      told: [400, 'invalidSyntax'],
    },
    {
      at: 'figure 8',
      reason: 'a sub-attribute that members do not have',
      ask: () =>
        tenant.scim.patch(`/Groups/${nobody}`, [
          { op: 'replace', path: `members[value eq "${babs}"].displayName`, value: 'x' },
        ]),
      told: [400, 'invalidPath'],
    },
    {
      at: 'table 9',
      reason: 'a path that is none',
      ask: () => patch({ op: 'replace', path: 'emails[type eq "work"', value: 'x' }),
      told: [400, 'invalidPath'],
    },
    {
      at: '3.5.2.2',
      reason: 'a remove without a path',
      ask: () => patch({ op: 'remove' }),
      told: [400, 'noTarget'],
    },
    {
      at: '3.5.2.3',
      reason: 'a replace through a filter that finds nothing',
      ask: () => patch({ op: 'replace', path: 'emails[type eq "fax"].value', value: 'x' }),
      told: [400, 'noTarget'],
    },
    {
      at: 'table 9',
      reason: 'a value of another type',
      ask: () => patch({ op: 'replace', path: 'active', value: 'perhaps' }),
      told: [400, 'invalidValue'],
    },
    {
      at: 'table 9',
      reason: 'a required value that is missing',
      ask: () => tenant.scim.post('/Users', { displayName: 'nobody' }),
      told: [400, 'invalidValue'],
    },
    {
      at: 'table 8',
      reason: 'another version',
      ask: () => tenant.scim.put(`/Users/${babs}`, nameless(), { 'if-match': 'W/"a330bc54f0671c9"' }),
      told: [412],
    },
    { at: 'table 8', reason: 'who asks for oneself', ask: () => tenant.scim.get('/Me'), told: [501] },
    ...['Schemas', `Schemas/${core}`, 'ResourceTypes', 'ResourceTypes/User', 'ServiceProviderConfig'].map(
      (path): Row => ({
        at: '4',
        reason: `a filter of ${path}`,
        ask: () => tenant.scim.get(`/${path}?Filter=id%20pr`),
        told: [403],
      }),
    ),
  ])('is told with its keyword and nothing else: $at, $reason', async ({ ask, told: [status, scimType] }) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      detail: expect.any(String) as unknown,
      ...(scimType === undefined ? {} : { scimType }),
    });
  });
});
