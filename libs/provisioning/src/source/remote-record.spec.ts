import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { readRecord, withManager } from './remote-record.js';
import type { RemoteContent } from './remote-record.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ada = { id: 'a', userName: 'ada' };
const crew = { id: 'g', displayName: 'Crew' };

const fingerprintOf = (resource: JsonObject, type: 'User' | 'Group' = 'User') =>
  readRecord(type, resource, 'both')?.fingerprint;

function contentOf(
  type: 'User' | 'Group',
  resource: JsonObject,
  memberships: 'groups' | 'users' | 'both' = 'both',
): RemoteContent {
  const content = readRecord(type, resource, memberships)?.content;
  if (content === undefined || 'invalid' in content) throw new Error(JSON.stringify(content));
  return content;
}

describe('a remote resource', () => {
  it.each([
    { reason: 'a text', id: 'a', sourceId: 'a' },
    { reason: 'a number, as some servers have it', id: 7, sourceId: '7' },
    { reason: '500 characters', id: 'x'.repeat(500), sourceId: 'x'.repeat(500) },
    { reason: '501 characters', id: 'x'.repeat(501), sourceId: undefined },
    { reason: 'an empty text', id: '', sourceId: undefined },
    { reason: 'nothing', id: null, sourceId: undefined },
    { reason: 'a list', id: ['a'], sourceId: undefined },
    { reason: 'a NUL in it', id: 'a\0', sourceId: undefined },
    { reason: 'half a surrogate pair in it', id: 'a\ud800b', sourceId: undefined },
    { reason: 'an emoji', id: 'a😀', sourceId: 'a😀' },
  ])('whose id is $reason is known as $sourceId', ({ id, sourceId }) => {
    expect(readRecord('User', { ...ada, id }, 'groups')?.sourceId).toBe(sourceId);
  });

  it('says when it was changed in the words of its server', () => {
    const read = (meta: unknown) => readRecord('User', { ...ada, meta } as JsonObject, 'groups');
    expect(read({ lastModified: '2026-01-01T00:00:00+01:00' })?.lastModified).toBe(
      '2026-01-01T00:00:00+01:00',
    );
    for (const meta of [{ lastModified: 7 }, { lastModified: null }, {}, 'x', null, undefined]) {
      expect(read(meta)).not.toHaveProperty('lastModified');
    }
  });

  it('that cannot be read says which attribute is to blame, and is told from another by all it says', () => {
    const broken = { id: 'a', userName: 'ada', active: 'secret' };
    expect(readRecord('User', broken, 'both')?.content).toEqual({
      invalid: expect.stringContaining('active'),
    });
    expect(readRecord('User', broken, 'both')?.content).toEqual({
      invalid: expect.not.stringContaining('secret'),
    });
    expect(fingerprintOf({ ...broken, title: 'x' })).not.toBe(fingerprintOf(broken));
    expect(fingerprintOf(broken)).toBe(fingerprintOf({ active: 'secret', userName: 'ada', id: 'a' }));
  });
});

describe('the manager of a remote User', () => {
  it.each<{ reason: string; extension: JsonObject; left: JsonObject; managerId: string | undefined }>([
    {
      reason: 'stands apart from what else the extension says',
      extension: { department: 'Tour', manager: { value: 'm' } },
      left: { [enterprise]: { department: 'Tour' } },
      managerId: 'm',
    },
    {
      reason: 'leaves no empty extension behind',
      extension: { manager: { value: 'm' } },
      left: {},
      managerId: 'm',
    },
    {
      reason: 'is nobody where none is named',
      extension: { department: 'Tour' },
      left: { [enterprise]: { department: 'Tour' } },
      managerId: undefined,
    },
    {
      reason: 'is nobody where his id cannot be kept',
      extension: { department: 'Tour', manager: { value: 'm'.repeat(501) } },
      left: { [enterprise]: { department: 'Tour' } },
      managerId: undefined,
    },
  ])('$reason', ({ extension, left, managerId }) => {
    const content = contentOf('User', { ...ada, [enterprise]: extension });
    const { body: without } = contentOf('User', ada);
    expect(content.body).toEqual({ ...without, ...left });
    expect('managerId' in content ? content.managerId : undefined).toBe(managerId);
    expect('managerId' in content).toBe(managerId !== undefined);
  });

  it.each([
    { reason: 'joins what the extension says', extension: { department: 'Tour' } },
    { reason: 'takes the place of another', extension: { department: 'Tour', manager: { value: 'other' } } },
  ])('by our id $reason', ({ extension }) => {
    expect(withManager({ userName: 'ada', [enterprise]: extension }, 'm1')).toEqual({
      userName: 'ada',
      [enterprise]: { department: 'Tour', manager: { value: 'm1' } },
    });
  });

  it('makes an extension where there is none, and nothing where he is nobody', () => {
    const body = { userName: 'ada' };
    expect(withManager(body, 'm1')).toEqual({ ...body, [enterprise]: { manager: { value: 'm1' } } });
    expect(withManager(body, undefined)).toEqual(body);
  });
});

describe('who is in which remote Group', () => {
  const members = [{ value: 'u', type: 'User' }, { value: 'h', type: 'Group' }, { value: 'x' }];
  const groups = [
    { value: 'g' },
    { value: 'top', type: 'indirect' },
    { value: 'h', type: 'direct' },
    { value: 'g' },
  ];

  it.each<{
    memberships: 'groups' | 'users' | 'both';
    ofGroup: readonly object[];
    ofUser: readonly string[];
  }>([
    {
      memberships: 'groups',
      ofGroup: [{ id: 'u', type: 'User' }, { id: 'h', type: 'Group' }, { id: 'x' }],
      ofUser: [],
    },
    { memberships: 'users', ofGroup: [{ id: 'h', type: 'Group' }], ofUser: ['g', 'h'] },
    {
      memberships: 'both',
      ofGroup: [{ id: 'u', type: 'User' }, { id: 'h', type: 'Group' }, { id: 'x' }],
      ofUser: ['g', 'h'],
    },
  ])('is said by $memberships where that is the setting', ({ memberships, ofGroup, ofUser }) => {
    const group = contentOf('Group', { ...crew, members }, memberships);
    expect([group.members, group.groups]).toEqual([ofGroup, []]);
    const user = contentOf('User', { ...ada, groups }, memberships);
    expect([user.groups, user.members]).toEqual([ofUser, []]);
  });

  it.each([
    { reason: 'its type says so, in any case', member: { type: 'GROUP' }, type: 'Group' },
    { reason: 'its type says User', member: { type: 'user', $ref: '/Groups/1' }, type: 'User' },
    { reason: 'its address says so', member: { $ref: 'https://x.example/v2/Users/1' }, type: 'User' },
    {
      reason: 'its address says Groups, and ends in a stroke',
      member: { $ref: '../groups/1/' },
      type: 'Group',
    },
    {
      reason: 'its address lies deeper',
      member: { $ref: 'https://x.example/Users/1/photo' },
      type: undefined,
    },
    {
      reason: 'its address is of something else',
      member: { $ref: 'https://x.example/Devices/1' },
      type: undefined,
    },
    { reason: 'nothing says so', member: { type: 7, $ref: 7 }, type: undefined },
  ])('a member is a $type where $reason', ({ member, type }) => {
    const [read] = contentOf('Group', { ...crew, members: [{ value: 'm', ...member }] }).members;
    expect(read).toStrictEqual(type === undefined ? { id: 'm' } : { id: 'm', type });
  });

  it('leaves a member out that cannot be kept, and names nobody twice', () => {
    const odd = [
      'x',
      null,
      { display: 'nobody' },
      { value: '' },
      { value: 'u' },
      { value: 'u', type: 'User' },
    ];
    expect(contentOf('Group', { ...crew, members: odd }).members).toEqual([{ id: 'u', type: 'User' }]);
    expect(contentOf('Group', { ...crew, members: 'x' }).members).toEqual([]);
  });

  it('is no part of what is stored of a Group, however its name is written', () => {
    const { body } = contentOf('Group', { ...crew, Members: 'not even a list', members });
    expect(Object.keys(body).map((name) => name.toLowerCase())).not.toContain('members');
  });
});

describe('the fingerprint of a remote resource', () => {
  const full = {
    ...ada,
    emails: [{ value: 'a@x.example', type: 'work' }, { value: 'b@x.example' }],
    groups: [{ value: 'g' }, { value: 'h' }],
    [enterprise]: { department: 'Tour', manager: { value: 'm' } },
  };

  it('is the same whatever the order of names and of lists, and whatever the server says of times', () => {
    const turned = {
      ...Object.fromEntries(Object.entries(full).reverse()),
      emails: full.emails.toReversed(),
      groups: full.groups.toReversed(),
      meta: { lastModified: '2026-01-01T00:00:00Z' },
    };
    expect(fingerprintOf(turned)).toBe(fingerprintOf(full));
    const groupOf = (members: readonly JsonObject[]) => ({ ...crew, members }) as JsonObject;
    const [one, other] = [{ value: '1', type: 'User' }, { value: '2' }];
    expect(fingerprintOf(groupOf([one, other]), 'Group')).toBe(fingerprintOf(groupOf([other, one]), 'Group'));
  });

  it.each<{ reason: string; changed: JsonObject }>([
    { reason: 'a value', changed: { ...full, userName: 'bea' } },
    { reason: 'a value of a list', changed: { ...full, emails: [{ value: 'a@x.example', type: 'work' }] } },
    {
      reason: 'the manager',
      changed: { ...full, [enterprise]: { department: 'Tour', manager: { value: 'n' } } },
    },
    { reason: 'that there is no manager', changed: { ...full, [enterprise]: { department: 'Tour' } } },
    { reason: 'the Groups', changed: { ...full, groups: [{ value: 'g' }] } },
  ])('is another for another: $reason', ({ changed }) => {
    expect(fingerprintOf(changed)).not.toBe(fingerprintOf(full));
  });

  it('is another where a member is another, or something else', () => {
    const of = (...members: JsonObject[]) => fingerprintOf({ ...crew, members }, 'Group');
    const prints = [
      of(),
      of({ value: 'm' }),
      of({ value: 'm', type: 'User' }),
      of({ value: 'm', type: 'Group' }),
      of({ value: 'n' }),
    ];
    expect(new Set(prints).size).toBe(prints.length);
  });
});
