import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { parseValueSource, valuesOf } from './value-source.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const body: JsonObject = {
  userName: 'ada',
  title: '',
  name: { givenName: 'Ada' },
  emails: [{ value: 'home@x.org', type: 'home' }, { value: 'work@x.org', type: 'WORK' }, { type: 'work' }],
  [enterprise]: { employeeNumber: '7', manager: { value: 'm' } },
};

describe('a path to simple values', () => {
  it.each<{ path: string; values: readonly unknown[]; reason: string }>([
    { path: 'userName', values: ['ada'], reason: 'an attribute' },
    { path: 'USERNAME', values: ['ada'], reason: 'in any case' },
    { path: 'name.givenName', values: ['Ada'], reason: 'a sub-attribute' },
    { path: 'title', values: [], reason: 'an empty text is unassigned' },
    { path: 'nickName', values: [], reason: 'what is not there' },
    { path: 'emails.value', values: ['home@x.org', 'work@x.org'], reason: 'of every element' },
    { path: 'emails[type eq "work"].value', values: ['work@x.org'], reason: 'of those that match' },
    { path: 'emails[not (type pr)].value', values: [], reason: 'of none' },
    { path: `${enterprise}:employeeNumber`, values: ['7'], reason: 'of an extension' },
    { path: `${enterprise}:manager.value`, values: ['m'], reason: 'below an extension' },
  ])('$path gives $values: $reason', ({ path, values }) => {
    expect(valuesOf(parseValueSource(path, 'User'), body)).toEqual(values);
  });

  it.each([
    { path: '', reason: 'nothing' },
    { path: 'titel', reason: 'no attribute' },
    { path: 'name.givnName', reason: 'no sub-attribute' },
    { path: 'name', reason: 'a complex attribute' },
    { path: 'emails[type eq "work"]', reason: 'complex elements' },
    { path: 'emails[type eq].value', reason: 'a filter that is none' },
    { path: 'title[type eq "work"].value', reason: 'a filter of what is no list' },
    { path: 'groups.value', reason: 'computed when it is read' },
    { path: 'password', reason: 'never kept' },
    { path: 'id', reason: 'not of the body' },
    { path: enterprise, reason: 'a whole extension' },
    { path: 'urn:example:other:attribute', reason: 'a schema that Users do not have' },
  ])('is refused where it names $reason', ({ path }) => {
    expect(() => parseValueSource(path, 'User')).toThrow(expect.objectContaining({ status: 400 }));
  });

  it.each([
    { reason: 'no list', emails: 'work@x.org' },
    { reason: 'no objects', emails: ['work@x.org', null, 5] },
    { reason: 'nothing', emails: null },
  ])('gives nothing of a body that holds $reason', ({ emails }) => {
    expect(valuesOf(parseValueSource('emails[type pr].value', 'User'), { emails })).toEqual([]);
  });
});
