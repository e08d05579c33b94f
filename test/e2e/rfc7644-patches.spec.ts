import { beforeAll, describe, expect, it } from '@jest/globals';
import { enterprise, team } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { addRfcPeople, babsEmails, core, plain } from '../support/rfc7644-people.js';
import { sharedBridge } from '../support/shared-services.js';

// The examples of RFC 7644, over real HTTP. Each row names the section or figure it is from.

const address = { streetAddress: '100 Universal City Plaza', locality: 'Hollywood', type: 'work' };

let tenant: Tenant;
let babs: string;
let other: string;

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
  ({ babs, other } = await addRfcPeople(tenant));
}, 90_000);

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
    const path = `/Users/${await tenant.addUser(plain({ name, emails: babsEmails, addresses: [address] }))}`;
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
    const path = `/Users/${await tenant.addUser(plain({ title: 'Guide' }))}`;
    const before = await tenant.scim.get(path);
    expect((await tenant.scim.patch(path, operations)).body).toEqual(before.body);
  });

  it('is done wholly or not at all: 3.5.2', async () => {
    const path = `/Users/${await tenant.addUser(plain())}`;
    const before = (await tenant.scim.get(path)).body;
    const { status, body } = await tenant.scim.patch(path, [
      { op: 'add', path: 'title', value: 'Guide' },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'x' },
    ]);
    expect([status, body.scimType]).toEqual([400, 'noTarget']);
    expect((await tenant.scim.get(path)).body).toEqual(before);
  });
});
