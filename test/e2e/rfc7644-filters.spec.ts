import { beforeAll, describe, expect, it } from '@jest/globals';
import { enterprise } from '../builders/scim.js';
import type { Tenant } from '../support/bridge.js';
import { addRfcPeople, core } from '../support/rfc7644-people.js';
import { sharedBridge } from '../support/shared-services.js';

// The examples of RFC 7644, over real HTTP. Each row names the section or figure it is from.

let tenant: Tenant;

beforeAll(async () => {
  tenant = await (await sharedBridge()).connect({ settings: {} });
  await addRfcPeople(tenant);
}, 90_000);

describe('a filter of RFC 7644', () => {
  it.each([
    { at: 'figure 2', filter: 'userName eq "bjensen"', found: ['bjensen'] },
    { at: 'figure 2', filter: 'name.familyName co "O\'Malley"', found: ['bjensen'] },
    { at: 'figure 2', filter: 'userName sw "J"', found: ['jsmith'] },
    { at: 'figure 2', filter: `${core}:userName sw "J"`, found: ['jsmith'] },
    { at: 'figure 2', filter: 'title pr', found: ['bjensen'] },
    {
      at: 'figure 2',
      filter: 'meta.lastModified gt "2011-05-13T04:42:34Z"',
      found: ['bjensen', 'jsmith', 'plain'],
    },
    {
      at: 'figure 2',
      filter: 'meta.lastModified ge "2011-05-13T04:42:34Z"',
      found: ['bjensen', 'jsmith', 'plain'],
    },
    { at: 'figure 2', filter: 'meta.lastModified lt "2011-05-13T04:42:34Z"', found: [] },
    { at: 'figure 2', filter: 'meta.lastModified le "2011-05-13T04:42:34Z"', found: [] },
    { at: 'figure 2', filter: 'title pr and userType eq "Employee"', found: ['bjensen'] },
    { at: 'figure 2', filter: 'title pr or userType eq "Intern"', found: ['bjensen', 'jsmith'] },
    { at: 'figure 2', filter: `schemas eq "${enterprise}"`, found: ['bjensen'] },
    {
      at: 'figure 2',
      filter: 'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
      found: ['bjensen'],
    },
    {
      at: 'figure 2',
      filter: 'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
      found: ['plain'],
    },
    { at: 'figure 2', filter: 'userType eq "Employee" and (emails.type eq "work")', found: ['bjensen'] },
    {
      at: 'figure 2',
      filter: 'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]',
      found: ['bjensen'],
    },
    {
      at: 'figure 2',
      filter:
        'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
      found: ['bjensen', 'jsmith'],
    },
    { at: '3.4.2.2', filter: 'userName Eq "BJENSEN"', found: ['bjensen'] },
    { at: '3.4.2.2', filter: 'Username eq "bjensen"', found: ['bjensen'] },
    { at: '3.10', filter: `${enterprise}:employeeNumber eq "701984"`, found: ['bjensen'] },
    { at: '3.4.2.1', filter: 'urn:hr:schemas:user:age gt 4', found: [] },
    {
      at: '3.7.1',
      filter: "displayName sw 'Group' or userName eq 'plain'",
      found: ['plain'],
    },
    {
      at: '3.4.2.1',
      filter: '(meta.resourceType eq User) or (meta.resourceType eq Group)',
      found: ['bjensen', 'jsmith', 'plain'],
    },
  ])('finds whom it means: $at, $filter', async ({ filter, found }) => {
    const { status, body } = await tenant.scim.get(`/Users?filter=${encodeURIComponent(filter)}`);
    expect([status, body.Resources.map(({ userName }) => userName)]).toEqual([200, found]);
    expect(body.totalResults).toBe(found.length);
  });

  it.each([
    { at: 'table 4', reason: 'ordering booleans', filter: 'active gt true' },
    { at: 'table 4', reason: 'an unknown operator', filter: 'userName is "x"' },
  ])('that figure 1 does not know is told: $at, $reason', async ({ filter }) => {
    const { status, body } = await tenant.scim.get(`/Users?filter=${encodeURIComponent(filter)}`);
    expect([status, body.scimType]).toEqual([400, 'invalidFilter']);
  });
});
