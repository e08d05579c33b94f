import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { applyPatch } from './patch/apply.js';
import { parsePatch } from './patch/request.js';
import { readGroup, readUser } from './resource.js';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];

function life(created: JsonObject, patches: readonly (readonly JsonObject[])[]): JsonObject {
  return patches.reduce<JsonObject>(
    (body, Operations) => applyPatch('User', body, parsePatch({ schemas, Operations }, 'User')).body,
    readUser(created).body,
  );
}

describe('the life of a user', () => {
  it('as Microsoft Entra ID tells it', () => {
    const created = {
      schemas: [core, enterprise],
      externalId: 'ext',
      userName: 'Test_User@contoso.com',
      active: true,
      emails: [{ primary: true, type: 'work', value: 'Test_User@testuser.com' }],
      meta: { resourceType: 'User' },
      name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
      roles: [],
    };
    const body = life(created, [
      [
        { op: 'Replace', path: 'emails[type eq "work"].value', value: 'updated@microsoft.com' },
        { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
      ],
      [{ op: 'Add', path: 'nickName', value: 'Babs' }],
      [{ op: 'Replace', path: `${enterprise}:employeeNumber`, value: 'Eqpj' }],
      [{ op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1 555-0101' }],
      [
        { op: 'Add', path: 'addresses[type eq "work"].streetAddress', value: '100 Enterprise Blvd' },
        { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'San Francisco' },
      ],
      [{ op: 'Add', path: `${enterprise}:manager`, value: 'm1' }],
      [{ op: 'Replace', path: `${enterprise}:manager`, value: '' }],
      [{ op: 'Replace', path: 'active', value: 'False' }],
      [
        { op: 'replace', path: 'emails[type eq "work"].value', value: 'flag@test.microsoft.com' },
        {
          op: 'replace',
          value: { displayName: 'Bjfe', 'name.givenName': 'Kkom', [`${enterprise}:employeeNumber`]: 'Aklq' },
        },
      ],
    ]);
    expect(body).toStrictEqual({
      externalId: 'ext',
      userName: 'Test_User@contoso.com',
      name: { formatted: 'givenName familyName', familyName: 'updatedFamilyName', givenName: 'Kkom' },
      displayName: 'Bjfe',
      nickName: 'Babs',
      active: false,
      emails: [{ value: 'flag@test.microsoft.com', type: 'work', primary: true }],
      phoneNumbers: [{ value: '+1 555-0101', type: 'mobile' }],
      addresses: [{ streetAddress: '100 Enterprise Blvd', locality: 'San Francisco', type: 'work' }],
      [enterprise]: { employeeNumber: 'Aklq' },
    });
  });

  it('as Okta tells it', () => {
    const created = {
      schemas: [core],
      userName: 'test.user@okta.local',
      name: { givenName: 'Test', familyName: 'User' },
      emails: [{ primary: true, value: 'test.user@okta.local', type: 'work' }],
      displayName: 'Test User',
      locale: 'en-US',
      externalId: '00u',
      groups: [],
      password: '1mz050nq',
      active: true,
    };
    const body = life(created, [
      [{ op: 'replace', value: { active: false } }],
      [{ op: 'replace', value: { password: 'New-1mz050nq!' } }],
    ]);
    expect(body).toStrictEqual({
      externalId: '00u',
      userName: 'test.user@okta.local',
      name: { familyName: 'User', givenName: 'Test' },
      displayName: 'Test User',
      locale: 'en-US',
      active: false,
      emails: [{ value: 'test.user@okta.local', type: 'work', primary: true }],
    });
  });
});

describe('the creation of a group', () => {
  it('takes the unknown schema of Entra ID', () => {
    const body = {
      schemas: [
        'urn:ietf:params:scim:schemas:core:2.0:Group',
        'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
      ],
      externalId: 'g',
      displayName: 'displayName',
      meta: { resourceType: 'Group' },
    };
    expect(readGroup(body)).toStrictEqual({
      body: { externalId: 'g', displayName: 'displayName' },
    });
  });
});
