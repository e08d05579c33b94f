import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import type { ScimBody } from '../body.js';
import { readUser } from '../resource.js';
import { applyPatch } from './apply.js';
import { parsePatch } from './request.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const work = { value: 'b@example.com', type: 'work', primary: true };
const home = { value: 'babs@home.org', type: 'home' };
const address = { streetAddress: '100 Universal City Plaza', type: 'work' };

const { body: user } = readUser({
  userName: 'bjensen',
  name: { familyName: 'Jensen', givenName: 'Barbara' },
  nickName: 'Babs',
  active: true,
  emails: [work, home],
  addresses: [address, { locality: 'Oslo', type: 'home', primary: true }],
  [enterprise]: { department: 'Tour', manager: { value: 'm1' } },
});

function patched(operations: readonly JsonObject[], body: ScimBody = user): ScimBody {
  const request = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
  return applyPatch('User', body, parsePatch(request, 'User')).body;
}

interface Row {
  readonly reason: string;
  readonly operation: JsonObject;
  readonly changed: JsonObject;
}

describe('add (RFC 7644 section 3.5.2.1)', () => {
  it.each<Row>([
    {
      reason: 'sets what had no value',
      operation: { path: 'title', value: 'Boss' },
      changed: { title: 'Boss' },
    },
    {
      reason: 'replaces a single value',
      operation: { path: 'nickName', value: 'B' },
      changed: { nickName: 'B' },
    },
    {
      reason: 'appends to a list',
      operation: { path: 'emails', value: [{ value: 'x@y.z' }] },
      changed: { emails: [work, home, { value: 'x@y.z' }] },
    },
    {
      reason: 'takes several attributes without a path, in any case',
      operation: { value: { emails: [{ value: 'babs@jensen.org', type: 'home' }], nickname: 'B' } },
      changed: { emails: [work, home, { value: 'babs@jensen.org', type: 'home' }], nickName: 'B' },
    },
    {
      reason: 'leaves the other sub-attributes alone',
      operation: { path: 'name', value: { middleName: 'J' } },
      changed: { name: { familyName: 'Jensen', givenName: 'Barbara', middleName: 'J' } },
    },
    {
      reason: 'makes a new primary value the only one',
      operation: { path: 'emails', value: { value: 'x', primary: true } },
      changed: { emails: [{ ...work, primary: false }, home, { value: 'x', primary: true }] },
    },
    {
      reason: 'does not repeat the same type and value',
      operation: { path: 'emails', value: [{ value: 'BABS@home.org', type: 'Home', display: 'Home' }] },
      changed: { emails: [work, { value: 'BABS@home.org', display: 'Home', type: 'Home' }] },
    },
    {
      reason: 'tells the same value of another type from it',
      operation: { path: 'emails', value: [{ value: home.value, type: 'other' }] },
      changed: { emails: [work, home, { value: home.value, type: 'other' }] },
    },
    {
      reason: 'repeats no element that has no value to be known by',
      operation: { path: 'addresses', value: [{ ...address }, { streetAddress: '1 Main St', type: 'work' }] },
      changed: {
        addresses: [
          address,
          { locality: 'Oslo', type: 'home', primary: true },
          { streetAddress: '1 Main St', type: 'work' },
        ],
      },
    },
    {
      reason: 'keeps what the same type and value does not say again',
      operation: { path: 'emails', value: [{ value: work.value, type: 'work', display: 'Work' }] },
      changed: { emails: [{ value: work.value, display: 'Work', type: 'work', primary: true }, home] },
    },
    {
      reason: 'creates an element and leaves the primary one alone',
      operation: { path: 'emails[type eq "other"].value', value: 'x' },
      changed: { emails: [work, home, { value: 'x', type: 'other' }] },
    },
    {
      reason: 'adds to the element that a filter selects',
      operation: { path: 'emails[type eq "home"]', value: { display: 'Home' } },
      changed: { emails: [work, { value: home.value, display: 'Home', type: 'home' }] },
    },
    {
      reason: 'creates the element that a filter names',
      operation: { path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555-0101' },
      changed: { phoneNumbers: [{ value: '+1 555-0101', type: 'mobile' }] },
    },
    {
      reason: 'adds nothing of an extension that is unassigned',
      operation: { path: enterprise, value: null },
      changed: {},
    },
    {
      reason: 'creates no element for a value that is unassigned',
      operation: { path: 'phoneNumbers[type eq "mobile"]', value: null },
      changed: {},
    },
    {
      reason: 'creates an element for a sub-attribute of an empty list',
      operation: { path: 'roles.value', value: 'guide' },
      changed: { roles: [{ value: 'guide' }] },
    },
    {
      reason: 'adds to an extension by its URN, schemas repeated',
      operation: { path: enterprise, value: { schemas: [enterprise], costCenter: '4130' } },
      changed: {
        [enterprise]: {
          costCenter: '4130',
          department: 'Tour',
          manager: { value: 'm1' },
        },
      },
    },
  ])('$reason', ({ operation, changed }) => {
    expect(patched([{ op: 'add', ...operation }])).toEqual({ ...user, ...changed });
  });
});

describe('replace (RFC 7644 section 3.5.2.3)', () => {
  it.each<Row>([
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
  ])('$reason', ({ operation, changed }) => {
    expect(patched([{ op: 'replace', ...operation }])).toEqual({ ...user, ...changed });
  });
});

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
