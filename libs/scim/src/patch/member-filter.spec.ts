import { describe, expect, it } from '@jest/globals';
import type { Filter } from '../filter/filter.js';
import { parseValueFilter } from '../filter/parse.js';
import type { MemberRef } from '../member.js';
import { membersAttribute } from '../schema/group.js';
import { idsNamedBy, matchesReference } from './member-filter.js';

const filterOf = (text: string): Filter => parseValueFilter(text, membersAttribute);

describe('idsNamedBy', () => {
  it.each([
    { text: 'value eq "a"', ids: ['a'] },
    { text: 'value eq "a" or value eq "b" or value eq "a"', ids: ['a', 'b', 'a'] },
  ])('reads the ids of $text', ({ text, ids }) => {
    expect(idsNamedBy(filterOf(text))).toEqual(ids);
  });

  it.each([
    { text: 'value sw "a"' },
    { text: 'value ne "a"' },
    { text: 'value eq null' },
    { text: 'value pr' },
    { text: 'type eq "User"' },
    { text: 'value eq "a" and type eq "User"' },
    { text: 'value eq "a" or type eq "User"' },
    { text: 'value eq "a" or value co "b"' },
    { text: 'not (value eq "a")' },
  ])('leaves $text to whoever knows the members', ({ text }) => {
    expect(idsNamedBy(filterOf(text))).toBeUndefined();
  });
});

describe('matchesReference', () => {
  const bare: MemberRef = { value: 'a' };
  const typed: MemberRef = { value: 'a', type: 'User' };
  const nothing: Filter = { kind: 'nothing' };
  const valuePath: Filter = {
    kind: 'valuePath',
    attribute: { schema: '', attribute: membersAttribute },
    filter: filterOf('display eq "x"'),
  };

  it.each<{ text: string; member: MemberRef; found: boolean | undefined }>([
    { text: 'value eq "a"', member: bare, found: true },
    { text: 'value eq "b"', member: bare, found: false },
    { text: 'value pr', member: bare, found: true },
    { text: 'not (value eq "a")', member: bare, found: false },
    { text: 'not (value eq "b")', member: bare, found: true },
    { text: 'type eq "User"', member: bare, found: undefined },
    { text: 'not (type eq "User")', member: bare, found: undefined },
    { text: 'type eq "User"', member: typed, found: true },
    { text: 'type eq "Group"', member: typed, found: false },
    { text: 'value eq "a" and type eq "User"', member: typed, found: true },
    { text: 'value eq "a" and type eq "User"', member: bare, found: undefined },
    { text: 'value eq "b" or type pr', member: typed, found: true },
    { text: 'value eq "a" or display pr', member: typed, found: undefined },
    { text: 'display pr', member: typed, found: undefined },
  ])('says $found of $text for $member', ({ text, member, found }) => {
    expect(matchesReference(filterOf(text), member)).toBe(found);
  });

  it('knows that what matches nothing does not match', () => {
    expect(matchesReference(nothing, bare)).toBe(false);
  });

  it('looks for names inside of a value path too', () => {
    expect(matchesReference(valuePath, typed)).toBeUndefined();
  });
});
