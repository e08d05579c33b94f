import { describe, expect, it } from '@jest/globals';
import type { ConnectionId } from '#common';
import { parseFilter } from '#scim';
import { ListStatements } from './list-statement.js';

const connectionId = '10000000-0000-4000-8000-000000000000' as ConnectionId;

const pageOf = (filter: string, offset = 0) =>
  new ListStatements(connectionId, {
    parts: [{ type: 'User', filter: parseFilter(filter, 'User') }],
    order: 'ascending',
    baseUrl: 'https://scim.example.com/v2',
  }).page('up', 100, { offset });

describe('the statement of a page', () => {
  it.each(['userName', 'externalId', 'id'])(
    'is prepared once for whoever is looked up by %s',
    (attribute) => {
      const one = pageOf(`${attribute} eq "a0000000-0000-4000-8000-000000000001"`);
      const other = pageOf(`${attribute} eq "a0000000-0000-4000-8000-000000000002"`, 100);
      expect(one.name).toMatch(/^look-up-/);
      expect(other).toEqual(one);
    },
  );

  it('has another name where its text is another', () => {
    const statements = ['userName eq "a"', 'externalId eq "a"', 'id eq "a"'].map((filter) => pageOf(filter));
    expect(new Set(statements.map(({ name }) => name)).size).toBe(
      new Set(statements.map(({ text }) => text)).size,
    );
  });

  it.each([
    { filter: 'displayName eq "a"', reason: 'not what clients look up by' },
    { filter: 'userName sw "a"', reason: 'no equality' },
    { filter: 'userName eq "a" or id eq "b"', reason: 'put together by the client' },
    { filter: 'manager.value eq "a"', reason: 'below an attribute' },
  ])('has no name that a session would keep for ever: $reason', ({ filter }) => {
    expect(pageOf(filter)).not.toHaveProperty('name');
  });
});
