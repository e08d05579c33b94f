import { describe, expect, it } from '@jest/globals';
import { pathLabel } from './attribute-path.js';
import type { ResourceType } from './resource-type.js';
import { parseSortBy, parseSortOrder } from './sort.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('sortBy', () => {
  it.each<{ sortBy: string; type?: ResourceType; label: string }>([
    { sortBy: 'USERNAME', label: 'userName' },
    { sortBy: 'name.givenName', label: 'name.givenName' },
    { sortBy: 'emails', label: 'emails.value' },
    { sortBy: 'emails.type', label: 'emails.type' },
    { sortBy: 'meta.lastModified', label: 'meta.lastModified' },
    { sortBy: `${enterprise}:manager`, label: `${enterprise}:manager.value` },
    { sortBy: 'urn:ietf:params:scim:schemas:core:2.0:User:title', label: 'title' },
    { sortBy: 'members', type: 'Group', label: 'members.value' },
  ])('$sortBy is $label', ({ sortBy, type = 'User', label }) => {
    const path = parseSortBy(sortBy, type);
    expect(path && pathLabel(path)).toBe(label);
  });

  it.each([undefined, null, '', 'colour', 'members', 'urn:x:y:z', 'password'])(
    '%j leaves nothing to sort Users by',
    (sortBy) => {
      expect(parseSortBy(sortBy, 'User')).toBeUndefined();
    },
  );

  it.each(['name', 'addresses', 'meta', 'emails[type eq "work"]', '1', enterprise, ['userName']])(
    '%j is told as 400 invalidValue',
    (sortBy) => {
      expect(() => parseSortBy(sortBy, 'User')).toThrow(
        expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
      );
    },
  );
});

describe('sortOrder', () => {
  it.each([undefined, null, '', 'ascending', 'Ascending'])('%j is ascending', (sortOrder) => {
    expect(parseSortOrder(sortOrder)).toBe('ascending');
  });

  it('is descending where it says so', () => {
    expect(parseSortOrder('DESCENDING')).toBe('descending');
  });

  it.each(['down', 1, ['ascending']])('%j is told as 400 invalidValue', (sortOrder) => {
    expect(() => parseSortOrder(sortOrder)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue' }),
    );
  });
});
