import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { address, home, patched, user, work } from '../../../../test/builders/patched-user.js';
import { sameBody } from '../body.js';

describe('a PATCH', () => {
  it.each([
    { reason: 'the value is there already', operation: { op: 'add', path: 'nickName', value: 'Babs' } },
    { reason: 'the element is there already', operation: { op: 'add', path: 'emails', value: [home, work] } },
    { reason: 'the primary value is said again', operation: { op: 'add', path: 'emails', value: [work] } },
    {
      reason: 'the same list is put again',
      operation: { op: 'replace', path: 'emails', value: [work, home] },
    },
    { reason: 'null is put where nothing is', operation: { op: 'replace', path: 'title', value: null } },
    {
      reason: 'an empty text is added to an element that is not there',
      operation: { op: 'add', path: 'emails[type eq "other"].value', value: '' },
    },
    { reason: 'an empty list is added', operation: { op: 'add', path: 'emails', value: [] } },
    {
      reason: 'the attribute is of an unknown schema',
      operation: { op: 'add', path: 'urn:example:2.0:User:x', value: 1 },
    },
    {
      reason: 'a password is set, which is not kept',
      operation: { op: 'replace', path: 'password', value: 'x' },
    },
    {
      reason: 'the keys without a path are unknown',
      operation: { op: 'add', value: { colour: 'green', 'a b': 1 } },
    },
    { reason: 'all that is there is put again', operation: { op: 'replace', value: user } },
  ])('changes nothing, to the letter, where $reason', ({ operation }) => {
    expect(JSON.stringify(patched([operation]))).toBe(JSON.stringify(user));
  });

  it('finds nothing changed in a body whose names came back in another order', () => {
    const reversed = (value: JsonObject): JsonObject => Object.fromEntries(Object.entries(value).reverse());
    const stored = reversed({ ...user, name: reversed(user['name'] as JsonObject) });
    const body = patched([{ op: 'add', path: 'nickName', value: 'Babs' }], stored);
    expect(sameBody(body, stored)).toBe(true);
    expect(JSON.stringify(body)).toBe(JSON.stringify(user));
    expect(sameBody(body, { ...user, nickName: 'B' })).toBe(false);
    expect(sameBody(body, { ...user, title: 'Boss' })).toBe(false);
    expect(sameBody(body, { ...user, emails: [home, work] })).toBe(false);
  });

  it('writes no name without a value into an element that is laid over another', () => {
    const said = { ...home, display: 'Home' };
    const body = patched([{ op: 'add', path: 'emails', value: [said] }]);
    expect(sameBody(body, { ...user, emails: [work, said] })).toBe(true);
  });

  it('applies its operations in order', () => {
    const body = patched([
      { op: 'add', path: 'addresses[type eq "other"].locality', value: 'Rome' },
      { op: 'add', path: 'addresses[type eq "other"].country', value: 'IT' },
      { op: 'remove', path: 'addresses[type eq "home"]' },
      { op: 'replace', path: 'addresses[type eq "other"].locality', value: 'Milan' },
    ]);
    expect(body['addresses']).toEqual([address, { locality: 'Milan', country: 'IT', type: 'other' }]);
  });

  it('leaves the body it was given as it was, also when it fails half way', () => {
    const before = JSON.stringify(user);
    const operations = [
      { op: 'remove', path: 'emails' },
      { op: 'replace', path: 'addresses[type eq "other"].locality', value: 'x' },
    ];
    expect(() => patched(operations)).toThrow(expect.objectContaining({ scimType: 'noTarget' }));
    expect(JSON.stringify(user)).toBe(before);
  });

  it('does not let a list grow beyond all bounds', () => {
    const values = (from: number): JsonObject[] =>
      Array.from({ length: 600 }, (_, index) => ({ value: `r${from + index}` }));
    const operations = [0, 600].map((from) => ({ op: 'add', path: 'roles', value: values(from) }));
    expect(patched(operations.slice(0, 1))['roles']).toHaveLength(600);
    expect(() => patched(operations)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
    );
  });

  it('leaves no element behind that has lost the last it had', () => {
    const operations = [
      { op: 'add', path: 'roles', value: [{ value: 'guide' }, { value: 'cook', type: 'x' }] },
      { op: 'remove', path: 'roles.value' },
    ];
    expect(patched(operations)['roles']).toEqual([{ type: 'x' }]);
  });

  it('may remove a required attribute for a moment', () => {
    const body = patched([
      { op: 'remove', path: 'userName' },
      { op: 'add', path: 'userName', value: 'new' },
    ]);
    expect(body['userName']).toBe('new');
  });

  it.each([
    {
      reason: 'a replaced value that is not there',
      operation: { op: 'replace', path: 'emails[type eq "other"].value', value: 'x' },
      scimType: 'noTarget',
    },
    {
      reason: 'a value that is unassigned where it is not',
      operation: { op: 'replace', path: 'emails[type eq "other"].value', value: null },
      scimType: 'noTarget',
    },
    {
      reason: 'an added value that the filter does not say',
      operation: { op: 'add', path: 'emails[type sw "o"].value', value: 'x' },
      scimType: 'noTarget',
    },
    {
      reason: 'removing a required attribute',
      operation: { op: 'remove', path: 'userName' },
      scimType: 'mutability',
    },
    {
      reason: 'clearing a required attribute',
      operation: { op: 'replace', path: 'userName', value: '' },
      scimType: 'mutability',
    },
    {
      reason: 'two primary values at once',
      operation: { op: 'add', path: 'emails.primary', value: true },
      scimType: 'invalidValue',
    },
  ])('answers $reason with 400 $scimType', ({ operation, scimType }) => {
    expect(() => patched([operation])).toThrow(expect.objectContaining({ status: 400, scimType }));
  });
});
