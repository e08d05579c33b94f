import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { applyPatch } from './apply.js';
import type { MemberChange } from './member-change.js';
import { parsePatch } from './request.js';

const noChange = { add: [], remove: [], removeWhere: [] };

function members(...operations: JsonObject[]): MemberChange {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  const request = parsePatch({ schemas, Operations: operations }, 'Group');
  return applyPatch('Group', { displayName: 'x' }, request).members;
}

describe('members in a PATCH', () => {
  it.each([
    {
      reason: 'members with $ref null are added',
      operations: [
        {
          op: 'Add',
          path: 'members',
          value: [
            { $ref: null, value: 'a' },
            { $ref: null, value: 'b' },
          ],
        },
      ],
      change: { ...noChange, add: [{ value: 'a' }, { value: 'b' }] },
    },
    {
      reason: 'one is removed by a filter and one added',
      operations: [
        { op: 'remove', path: 'members[value eq"a"]' },
        { op: 'add', path: 'members', value: [{ value: 'b', display: 'B' }] },
      ],
      change: { ...noChange, remove: ['a'], add: [{ value: 'b' }] },
    },
    {
      reason: 'several are removed by one filter',
      operations: [{ op: 'remove', path: 'members[value eq "a" or value eq "b"]' }],
      change: { ...noChange, remove: ['a', 'b'] },
    },
    {
      reason: 'all are replaced',
      operations: [{ op: 'replace', path: 'members', value: [{ value: 'a' }, { value: 'a' }] }],
      change: { ...noChange, replaceAll: [{ value: 'a' }] },
    },
    {
      reason: 'all are replaced by none',
      operations: [{ op: 'replace', path: 'members', value: [] }],
      change: { ...noChange, replaceAll: [] },
    },
    {
      reason: 'all are removed',
      operations: [{ op: 'remove', path: 'members' }],
      change: { ...noChange, replaceAll: [] },
    },
    {
      reason: 'a path-less replace holds the whole group',
      operations: [
        { op: 'replace', value: { id: 'g', displayName: 'x', externalId: 'e', members: [{ value: 'a' }] } },
      ],
      change: { ...noChange, replaceAll: [{ value: 'a' }] },
    },
    {
      reason: 'a path-less replace without members lets them be',
      operations: [{ op: 'replace', value: { displayName: 'x' } }],
      change: noChange,
    },
  ])('become one change where $reason', ({ operations, change }) => {
    expect(members(...operations)).toStrictEqual(change);
  });

  it('keeps any other filter for the store', () => {
    expect(
      members({ op: 'remove', path: 'members[type eq "User" and display sw "A"]' }).removeWhere,
    ).toMatchObject([
      { kind: 'and', filters: [{ attribute: { attribute: { name: 'type' } } }, { operator: 'sw' }] },
    ]);
  });

  it('reads five thousand removals by value in little time', () => {
    const value = Array.from({ length: 5000 }, (_, index) => ({ value: `u${index}` }));
    expect(members({ op: 'remove', path: 'members', value }).remove).toHaveLength(5000);
  });
});
