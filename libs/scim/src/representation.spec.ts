import { describe, expect, it } from '@jest/globals';
import { entityTag, representation } from './representation.js';

const base = {
  id: '2819c223-7f76-453a-919d-413861904646',
  generation: 3,
  created: new Date('2026-01-01T00:00:00Z'),
  lastModified: new Date('2026-01-02T00:00:00Z'),
  baseUrl: 'https://scim.example.com/v2',
};
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('representation', () => {
  it('shows a user with the schemas that it carries, its groups and its meta', () => {
    const body = { userName: 'bjensen', [enterprise]: { employeeNumber: '701984' } };
    const groups = [{ value: 'g1', type: 'direct', display: 'Tour Guides' }] as const;
    expect(representation({ ...base, type: 'User', body, groups })).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
      id: base.id,
      userName: 'bjensen',
      [enterprise]: { employeeNumber: '701984' },
      groups: [
        {
          value: 'g1',
          $ref: 'https://scim.example.com/v2/Groups/g1',
          type: 'direct',
          display: 'Tour Guides',
        },
      ],
      meta: {
        resourceType: 'User',
        created: '2026-01-01T00:00:00.000Z',
        lastModified: '2026-01-02T00:00:00.000Z',
        location: `https://scim.example.com/v2/Users/${base.id}`,
        version: 'W/"3"',
      },
    });
  });

  it('shows members with the address of their own type, and no empty list', () => {
    const body = { displayName: 'Tour Guides' };
    const members = [
      { value: 'u1', type: 'User' },
      { value: 'g2', type: 'Group' },
    ] as const;
    const shown = representation({ ...base, type: 'Group', body, members });
    expect(shown['members']).toEqual([
      { value: 'u1', $ref: 'https://scim.example.com/v2/Users/u1', type: 'User' },
      { value: 'g2', $ref: 'https://scim.example.com/v2/Groups/g2', type: 'Group' },
    ]);
    expect(representation({ ...base, type: 'Group', body, members: [] })).not.toHaveProperty('members');
  });

  it('has a weak entity tag', () => {
    expect(entityTag(12)).toBe('W/"12"');
  });
});
