import { describe, expect, it } from '@jest/globals';
import { enterprise, home, patched, user, work } from '../../../../test/builders/patched-user.js';
import { describeOperation } from '../../../../test/support/describe-operation.js';

describeOperation('replace (RFC 7644 section 3.5.2.3)', 'replace', [
  {
    reason: 'replaces a single value',
    operation: { path: 'urn:ietf:params:scim:schemas:core:2.0:User:nickName', value: 'B' },
    changed: { nickName: 'B' },
  },
  {
    reason: 'treats what had no value as added',
    operation: { path: 'title', value: 'Boss' },
    changed: { title: 'Boss' },
  },
  {
    reason: 'replaces a whole list',
    operation: { path: 'emails', value: [{ value: 'x' }] },
    changed: { emails: [{ value: 'x' }] },
  },
  {
    reason: 'keeps the same type and value once, and what has no value as often as it is said',
    operation: {
      path: 'emails',
      value: [{ value: 'x' }, { type: 'a' }, { value: 'X', display: 'X' }, { type: 'a' }, null],
    },
    changed: { emails: [{ value: 'X', display: 'X' }, { type: 'a' }, { type: 'a' }] },
  },
  {
    reason: 'replaces several attributes without a path',
    operation: { value: { emails: [home], nickname: 'B' } },
    changed: { emails: [home], nickName: 'B' },
  },
  {
    reason: 'replaces one sub-attribute',
    operation: { path: 'name.familyName', value: 'X' },
    changed: { name: { familyName: 'X', givenName: 'Barbara' } },
  },
  {
    reason: 'leaves sub-attributes alone that it does not name',
    operation: { path: 'name', value: { givenName: 'X' } },
    changed: { name: { familyName: 'Jensen', givenName: 'X' } },
  },
  {
    reason: 'unassigns a sub-attribute by null',
    operation: { path: 'name', value: { givenName: null } },
    changed: { name: { familyName: 'Jensen' } },
  },
  {
    reason: 'replaces the element that a filter selects and makes it the primary one',
    operation: {
      path: 'addresses[type eq "work"]',
      value: {
        type: 'work',
        streetAddress: '911 Universal City Plaza',
        locality: 'Hollywood',
        primary: true,
      },
    },
    changed: {
      addresses: [
        { streetAddress: '911 Universal City Plaza', locality: 'Hollywood', type: 'work', primary: true },
        { locality: 'Oslo', type: 'home', primary: false },
      ],
    },
  },
  {
    reason: 'replaces a sub-attribute of the element that a filter selects',
    operation: { path: 'addresses[type eq "work"].streetAddress', value: '1010 Broadway Ave' },
    changed: {
      addresses: [
        { streetAddress: '1010 Broadway Ave', type: 'work' },
        { locality: 'Oslo', type: 'home', primary: true },
      ],
    },
  },
  {
    reason: 'takes away the element that a filter selects, for a value of null',
    operation: { path: 'emails[type eq "work"]', value: null },
    changed: { emails: [home] },
  },
  {
    reason: 'takes away the element that a filter selects, for an empty text',
    operation: { path: 'emails[type eq "work"]', value: '' },
    changed: { emails: [home] },
  },
  {
    reason: 'takes away the element that a filter selects, for an object without values',
    operation: { path: 'emails[type eq "work"]', value: {} },
    changed: { emails: [home] },
  },
  {
    reason: 'moves the primary mark',
    operation: { path: 'emails[type eq "home"].primary', value: true },
    changed: {
      emails: [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    },
  },
  {
    reason: 'says of one element that it is not the primary one, and nothing of the others',
    operation: { path: 'emails[type eq "home"].primary', value: false },
    changed: { emails: [work, { ...home, primary: false }] },
  },
  {
    reason: 'replaces a sub-attribute of all elements without a filter',
    operation: { path: 'emails.display', value: 'x' },
    changed: {
      emails: [
        { value: work.value, display: 'x', type: 'work', primary: true },
        { value: home.value, display: 'x', type: 'home' },
      ],
    },
  },
  {
    reason: 'writes an extension attribute',
    operation: { path: `${enterprise}:employeeNumber`, value: '1' },
    changed: {
      [enterprise]: {
        employeeNumber: '1',
        department: 'Tour',
        manager: { value: 'm1' },
      },
    },
  },
  {
    reason: 'writes an extension object without a path',
    operation: { value: { [enterprise]: { department: 'X', manager: null } } },
    changed: { [enterprise]: { department: 'X' } },
  },
]);

describe('remove (RFC 7644 section 3.5.2.2)', () => {
  it.each([
    { reason: 'a single value', path: 'nickName', gone: { nickName: undefined } },
    { reason: 'a whole list', path: 'emails', gone: { emails: undefined } },
    { reason: 'one sub-attribute', path: 'name.givenName', gone: { name: { familyName: 'Jensen' } } },
    {
      reason: 'the elements that a filter selects',
      path: 'emails[type eq "work" and value ew "example.com"]',
      gone: { emails: [home] },
    },
    {
      reason: 'the last elements, and the list with them',
      path: 'emails[value pr]',
      gone: { emails: undefined },
    },
    { reason: 'nothing, where a filter selects none', path: 'emails[type eq "other"]', gone: {} },
    {
      reason: 'a sub-attribute of selected elements',
      path: 'emails[type eq "work"].primary',
      gone: { emails: [{ value: work.value, type: 'work' }, home] },
    },
    {
      reason: 'a sub-attribute of all elements',
      path: 'emails.type',
      gone: { emails: [{ value: work.value, primary: true }, { value: home.value }] },
    },
    {
      reason: 'an extension attribute',
      path: `${enterprise}:manager`,
      gone: { [enterprise]: { department: 'Tour' } },
    },
    { reason: 'a whole extension', path: enterprise, gone: { [enterprise]: undefined } },
    { reason: 'what is not there', path: 'title', gone: {} },
  ])('removes $reason', ({ path, gone }) => {
    expect(patched([{ op: 'remove', path }])).toEqual({ ...user, ...gone });
  });
});
