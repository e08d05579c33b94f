import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { readGroup, readUser } from './resource.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

describe('readUser', () => {
  it.each<{ reason: string; sent: JsonObject; body: JsonObject }>([
    { reason: 'no attribute', sent: { nickName: null, title: '', roles: [], name: {} }, body: {} },
    {
      reason: 'a null in a list',
      sent: { emails: [null, { value: 'a@b.c' }] },
      body: { emails: [{ value: 'a@b.c' }] },
    },
    {
      reason: 'unassigned sub-attributes',
      sent: { name: { givenName: 'Test', middleName: '' } },
      body: { name: { givenName: 'Test' } },
    },
    { reason: 'an empty extension', sent: { [enterprise]: { department: null } }, body: {} },
  ])('takes for absent: $reason', ({ sent, body }) => {
    expect(readUser({ userName: 'u', ...sent }).body).toStrictEqual({ userName: 'u', ...body });
  });

  it.each<{ reason: string; sent: JsonObject }>([
    {
      reason: 'readOnly attributes',
      sent: { id: 'x', meta: { resourceType: 'User' }, groups: [{ value: 'g' }] },
    },
    { reason: 'a password', sent: { password: '1mz050nq' } },
    {
      reason: 'unknown attributes',
      sent: { favouriteColour: 'green', constructor: 'x', 'name.colour': 'y' },
    },
    { reason: 'unknown schemas', sent: { schemas: ['http://example.com/x'], 'urn:example:x': { y: 1 } } },
    { reason: "the manager's displayName", sent: { [enterprise]: { manager: { displayName: 'Boss' } } } },
  ])('ignores $reason', ({ sent }) => {
    expect(readUser({ userName: 'u', ...sent }).body).toStrictEqual({ userName: 'u' });
  });

  it('reads names whatever their case and writes them in schema order', () => {
    const { body } = readUser({
      [enterprise.toUpperCase()]: { DEPARTMENT: 'Tour' },
      EMAILS: [{ Type: 'work', VALUE: 'a@b.c' }],
      Name: { GIVENNAME: 'B', familyname: 'J' },
      UserName: 'u',
      externalid: 'e',
    });
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({
        externalId: 'e',
        userName: 'u',
        name: { familyName: 'J', givenName: 'B' },
        emails: [{ value: 'a@b.c', type: 'work' }],
        [enterprise]: { department: 'Tour' },
      }),
    );
  });

  it.each([
    { reason: 'no object', body: 'x', scimType: 'invalidSyntax', names: 'JSON object' },
    { reason: 'an array', body: [], scimType: 'invalidSyntax', names: 'JSON object' },
    {
      reason: 'schemas that are no list',
      body: { schemas: core, userName: 'u' },
      scimType: 'invalidSyntax',
      names: 'schemas',
    },
    {
      reason: 'schemas with a number',
      body: { schemas: [1], userName: 'u' },
      scimType: 'invalidSyntax',
      names: 'schemas',
    },
    { reason: 'no userName', body: { schemas: [core] }, scimType: 'invalidValue', names: 'userName' },
    { reason: 'an empty userName', body: { userName: '' }, scimType: 'invalidValue', names: 'userName' },
    { reason: 'a number for a text', body: { userName: 7 }, scimType: 'invalidValue', names: 'userName' },
    {
      reason: 'a text for a boolean',
      body: { userName: 'u', active: 'secret' },
      scimType: 'invalidValue',
      names: 'active',
    },
    {
      reason: 'a text for an object',
      body: { userName: 'u', name: 'secret' },
      scimType: 'invalidValue',
      names: 'name',
    },
    {
      reason: 'a text for a list',
      body: { userName: 'u', emails: 'secret' },
      scimType: 'invalidValue',
      names: 'emails',
    },
    {
      reason: 'a text for an element',
      body: { userName: 'u', emails: ['secret'] },
      scimType: 'invalidValue',
      names: 'emails[0]',
    },
    {
      reason: 'an object for a sub-attribute',
      body: { userName: 'u', emails: [{ value: 'a' }, { value: { x: 'secret' } }] },
      scimType: 'invalidValue',
      names: 'emails[1].value',
    },
    {
      reason: 'an extension that is no object',
      body: { userName: 'u', [enterprise]: 'secret' },
      scimType: 'invalidValue',
      names: enterprise,
    },
    {
      reason: 'a NUL, which no database keeps',
      body: { userName: 'secret\0' },
      scimType: 'invalidValue',
      names: 'userName',
    },
    {
      reason: 'half a surrogate pair',
      body: { userName: 'secret\ud800' },
      scimType: 'invalidValue',
      names: 'userName',
    },
    {
      reason: 'what is no base64',
      body: { userName: 'u', x509Certificates: [{ value: 'TWlh' }, { value: 'a secret!' }] },
      scimType: 'invalidValue',
      names: 'x509Certificates[1].value',
    },
    {
      reason: 'base64 that no bytes have',
      body: { userName: 'u', x509Certificates: [{ value: 'TWlhT' }] },
      scimType: 'invalidValue',
      names: 'x509Certificates[0].value',
    },
    {
      reason: 'a thousand and one values',
      body: { userName: 'u', roles: Array.from({ length: 1001 }, () => ({ value: 'secret' })) },
      scimType: 'invalidValue',
      names: 'roles',
    },
    {
      reason: 'two primary values',
      body: {
        userName: 'u',
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      scimType: 'invalidValue',
      names: 'emails',
    },
  ])('answers 400 $scimType naming $names for $reason', ({ body, scimType, names }) => {
    let thrown: unknown;
    try {
      readUser(body);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ status: 400, scimType });
    expect((thrown as Error).message).toContain(names);
    expect((thrown as Error).message).not.toContain('secret');
  });

  it('is not poisoned by names of the object prototype', () => {
    const sent: unknown = JSON.parse(
      '{"userName":"u","__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}},' +
        '"name":{"__proto__":{"givenName":"x"},"familyName":"J"},"emails":[{"__proto__":{"value":"y"},"value":"z"}]}',
    );
    const { body } = readUser(sent);
    expect(body).toStrictEqual({ userName: 'u', name: { familyName: 'J' }, emails: [{ value: 'z' }] });
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it('reads its own result to the same text', () => {
    const { body } = readUser({
      userName: 'u',
      emails: [{ type: 'work', value: 'a', primary: 'True' }],
      active: 'False',
    });
    expect(JSON.stringify(readUser(body).body)).toBe(JSON.stringify(body));
  });
});

describe('readGroup', () => {
  it('keeps members apart from the body, each once', () => {
    const members = [
      { value: 'u1' },
      { value: 'g1', type: 'group' },
      { value: 'u1', type: 'User', $ref: null },
    ];
    expect(readGroup({ displayName: 'Tour Guides', id: 'x', members })).toStrictEqual({
      body: { displayName: 'Tour Guides' },
      members: [
        { value: 'u1', type: 'User' },
        { value: 'g1', type: 'Group' },
      ],
    });
  });

  it.each([
    { reason: 'members are null', sent: { members: null } },
    { reason: 'members are empty', sent: { members: [] } },
  ])('says that there are no members when $reason', ({ sent }) => {
    expect(readGroup({ displayName: 'x', ...sent }).members).toEqual([]);
  });

  it('says nothing of members when members are absent', () => {
    expect(readGroup({ displayName: 'x' })).not.toHaveProperty('members');
  });

  it.each([
    { reason: 'no displayName', body: { members: [] }, names: 'displayName' },
    {
      reason: 'a member without a value',
      body: { displayName: 'x', members: [{ value: 'a' }, { type: 'User' }] },
      names: 'members[1].value',
    },
    {
      reason: 'a member that is a text',
      body: { displayName: 'x', members: ['secret'] },
      names: 'members[0]',
    },
    { reason: 'members that are a text', body: { displayName: 'x', members: 'secret' }, names: 'members' },
  ])('answers 400 invalidValue naming $names for $reason', ({ body, names }) => {
    expect(() => readGroup(body)).toThrow(
      expect.objectContaining({
        status: 400,
        scimType: 'invalidValue',
        detail: expect.stringContaining(names),
      }),
    );
  });
});
