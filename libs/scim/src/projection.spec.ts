import { describe, expect, it } from '@jest/globals';
import { parseProjection, project, wants } from './projection.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise];
const user = {
  schemas,
  id: '1',
  userName: 'u',
  name: { familyName: 'J', givenName: 'B' },
  emails: [{ value: 'a', type: 'work' }, { value: 'b' }],
  [enterprise]: { department: 'Tour', manager: { value: '2' } },
  groups: [{ value: 'g' }],
  meta: { resourceType: 'User', version: 'W/"1"' },
};
const minimum = { schemas, id: '1' };

describe('project', () => {
  it.each([
    { reason: 'an attribute', attributes: 'userName', shown: { userName: 'u' } },
    {
      reason: 'names in any case, with blanks',
      attributes: ' USERNAME , Name.GivenName',
      shown: { userName: 'u', name: { givenName: 'B' } },
    },
    { reason: 'a sub-attribute of a list', attributes: 'emails.type', shown: { emails: [{ type: 'work' }] } },
    {
      reason: 'an attribute and its sub-attribute',
      attributes: 'name,name.givenName',
      shown: { name: user.name },
    },
    {
      reason: 'a qualified core attribute',
      attributes: 'urn:ietf:params:scim:schemas:core:2.0:User:userName',
      shown: { userName: 'u' },
    },
    {
      reason: 'an extension attribute',
      attributes: `${enterprise}:department`,
      shown: { [enterprise]: { department: 'Tour' } },
    },
    {
      reason: 'an extension sub-attribute',
      attributes: `${enterprise}:manager.value`,
      shown: { [enterprise]: { manager: { value: '2' } } },
    },
    {
      reason: 'a whole core schema',
      attributes: 'urn:ietf:params:scim:schemas:core:2.0:user',
      shown: { userName: 'u', name: user.name, emails: user.emails, groups: user.groups, meta: user.meta },
    },
    { reason: 'a whole extension', attributes: enterprise, shown: { [enterprise]: user[enterprise] } },
    {
      reason: 'a list of a search request',
      attributes: ['userName', 'meta.version'],
      shown: { userName: 'u', meta: { version: 'W/"1"' } },
    },
    { reason: 'what is always shown', attributes: 'id', shown: {} },
    { reason: 'an unknown attribute', attributes: 'nothing,__proto__,constructor', shown: {} },
    { reason: 'an attribute without a value', attributes: 'title', shown: {} },
  ])('shows the minimum and, asked for $reason, just that', ({ attributes, shown }) => {
    expect(project('User', user, parseProjection({ attributes }, 'User'))).toEqual({ ...minimum, ...shown });
  });

  it.each([
    {
      reason: 'lists and extensions',
      excludedAttributes: `emails,groups,meta,${enterprise}`,
      shown: { userName: 'u', name: user.name },
    },
    {
      reason: 'sub-attributes',
      excludedAttributes: 'name.givenName,emails.value,groups,meta,' + `${enterprise}:manager`,
      shown: {
        userName: 'u',
        name: { familyName: 'J' },
        emails: [{ type: 'work' }],
        [enterprise]: { department: 'Tour' },
      },
    },
    {
      reason: 'what is always shown',
      excludedAttributes: ['id', 'schemas', 'userName', 'name', 'emails', 'groups', 'meta', enterprise],
      shown: {},
    },
  ])('leaves out $reason, but never the minimum', ({ excludedAttributes, shown }) => {
    expect(project('User', user, parseProjection({ excludedAttributes }, 'User'))).toEqual({
      ...minimum,
      ...shown,
    });
  });

  it('shows everything but what is never returned by default', () => {
    const projection = parseProjection({ attributes: '' }, 'User');
    expect(project('User', { ...user, password: 'x' }, projection)).toEqual(user);
    const asked = parseProjection({ attributes: 'password' }, 'User');
    expect(project('User', { ...user, password: 'x' }, asked)).toEqual(minimum);
  });

  it.each([{ attributes: 'id', excludedAttributes: 'name' }, { attributes: 7 }, { excludedAttributes: [7] }])(
    'answers %j with 400 invalidValue',
    (parameters) => {
      expect(() => parseProjection(parameters, 'User')).toThrow(
        expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
      );
    },
  );
});

describe('wants', () => {
  it.each([
    { reason: 'by default', parameters: {}, wanted: true },
    { reason: 'when a part of them is asked for', parameters: { attributes: 'members.value' }, wanted: true },
    {
      reason: 'when another attribute is asked for',
      parameters: { attributes: 'displayName' },
      wanted: false,
    },
    { reason: 'when they are excluded', parameters: { excludedAttributes: 'Members' }, wanted: false },
    {
      reason: 'when a part of them is excluded',
      parameters: { excludedAttributes: 'members.display' },
      wanted: true,
    },
  ])("says whether a group's members are needed $reason", ({ parameters, wanted }) => {
    expect(wants(parseProjection(parameters, 'Group'), 'Group', 'members')).toBe(wanted);
  });

  it('never wants members of a user', () => {
    expect(wants(parseProjection({}, 'User'), 'User', 'members')).toBe(false);
    expect(wants(parseProjection({}, 'User'), 'User', 'groups')).toBe(true);
  });
});
