import { describe, expect, it } from '@jest/globals';
import { identityOf } from './identity.js';

const person = { iss: 'https://login.example.com', sub: '7' };
const rule = { claim: 'groups', administrators: ['bridge-admins'], viewers: ['staff', 'audit'] };
const settings = { nameClaim: 'preferred_username', roles: rule };

describe('what a provider’s word makes of somebody', () => {
  it.each([
    { reason: 'nothing is said of groups', claims: {}, role: undefined },
    { reason: 'no group of his counts', claims: { groups: ['sales'] }, role: undefined },
    { reason: 'a group only begins like one that counts', claims: { groups: ['staffing'] }, role: undefined },
    { reason: 'case differs', claims: { groups: ['Staff'] }, role: undefined },
    { reason: 'one of many counts', claims: { groups: ['sales', 'audit'] }, role: 'viewer' },
    { reason: 'it is told as one text', claims: { groups: 'staff' }, role: 'viewer' },
    { reason: 'both count', claims: { groups: ['staff', 'bridge-admins'] }, role: 'administrator' },
    { reason: 'it is no text', claims: { groups: [{ name: 'staff' }, 1, null] }, role: undefined },
    { reason: 'it is told as an object', claims: { groups: { staff: true } }, role: undefined },
  ])('is $role where $reason', ({ claims, role }) => {
    expect(identityOf({ ...person, ...claims }, settings).role).toBe(role);
  });

  it('is nothing where nobody is named, whatever he has', () => {
    const nobody = { nameClaim: 'sub', roles: { claim: 'groups', administrators: [], viewers: [] } };
    expect(identityOf({ ...person, groups: [''] }, nobody).role).toBeUndefined();
  });

  it.each([
    { reason: 'a path', claim: 'realm_access.roles', claims: { realm_access: { roles: ['staff'] } } },
    {
      reason: 'a name with dots',
      claim: 'https://x.example/roles',
      claims: { 'https://x.example/roles': ['staff'] },
    },
  ])('is found by $reason', ({ claim, claims }) => {
    const roles = { claim, administrators: [], viewers: ['staff'] };
    expect(identityOf({ ...person, ...claims }, { nameClaim: 'sub', roles }).role).toBe('viewer');
  });

  it.each([
    { verified: true, role: 'administrator' },
    { verified: false, role: undefined },
    { verified: 'true', role: undefined },
  ])('counts an address only where it is proven: $verified', ({ verified, role }) => {
    const roles = { claim: 'email', administrators: ['ada@example.com'], viewers: [] };
    const claims = { ...person, email: 'ada@example.com', email_verified: verified };
    expect(identityOf(claims, { nameClaim: 'sub', roles }).role).toBe(role);
  });
});

describe('what somebody is called whom a provider has sent', () => {
  it.each([
    { reason: 'as the provider calls him', claims: { preferred_username: 'ada' }, name: 'oidc/ada' },
    { reason: 'by his id where he has no name', claims: {}, name: 'oidc/7' },
    {
      reason: 'without what would break a line',
      claims: { preferred_username: 'a\nb\u0000' },
      name: 'oidc/ab',
    },
  ])('is $name: $reason', ({ claims, name }) => {
    expect(identityOf({ ...person, ...claims }, settings).name).toBe(name);
  });

  it('tells two of one name apart, and who comes again is the same', () => {
    const [one, again, other] = ['7', '7', '8'].map((sub) =>
      identityOf({ ...person, sub, preferred_username: 'ada' }, settings),
    );
    expect(again).toEqual(one);
    expect(other?.name).toBe(one?.name);
    expect(other?.otherName).not.toBe(one?.otherName);
    expect(other?.subject).not.toBe(one?.subject);
  });
});
