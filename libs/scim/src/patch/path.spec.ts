import { describe, expect, it } from '@jest/globals';
import { pathLabel } from '../attribute-path.js';
import { parsePatchPath } from './path.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('the path of an operation', () => {
  it.each([
    { path: ' title ', name: 'title' },
    { path: 'emails [type eq "work"]', name: 'emails' },
    { path: 'emails[type eq "work"] ', name: 'emails' },
    { path: 'emails[type eq "work"] .value', name: 'emails.value' },
    { path: 'emails[type eq "]"].value', name: 'emails.value' },
    { path: `${enterprise}:manager`, name: `${enterprise}:manager` },
  ])('may have blanks around its parts: "$path"', ({ path, name }) => {
    const target = parsePatchPath(path, 'User', 'path');
    expect(target.kind === 'attribute' && pathLabel(target.path)).toBe(name);
  });

  it.each([
    { path: '', fault: 'path is malformed.' },
    { path: 'na me', fault: 'path is malformed.' },
    { path: '[type eq "work"]', fault: 'path is malformed.' },
    { path: `${enterprise}[department pr]`, fault: 'path is malformed.' },
    { path: 'emails[type eq "work"', fault: 'path is malformed.' },
    { path: 'emails[type eq "work"]value', fault: 'path is malformed.' },
    { path: 'emails[type eq "work"]xvalue', fault: 'path is malformed.' },
    { path: 'colour', fault: 'path names no attribute of a User.' },
    { path: 'emails[type eq "work"].x', fault: 'path names no sub-attribute of emails.' },
    { path: 'emails[type eq "work"].value.x', fault: 'path names no sub-attribute of emails.' },
    { path: 'title[value pr]', fault: 'path has a filter, but title is not a list of complex values.' },
    { path: 'name[givenName pr]', fault: 'path has a filter, but name is not a list of complex values.' },
    {
      path: 'emails.value[type pr]',
      fault: 'path has a filter, but emails.value is not a list of complex values.',
    },
    { path: 'schemas[value pr]', fault: 'path has a filter, but schemas is not a list of complex values.' },
  ])('is refused by name: "$path"', ({ path, fault }) => {
    expect(() => parsePatchPath(path, 'User', 'path')).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidPath', detail: fault }),
    );
  });
});
