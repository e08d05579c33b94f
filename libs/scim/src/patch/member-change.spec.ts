import { describe, expect, it } from '@jest/globals';
import { matches } from '../filter/evaluate.js';
import type { Filter } from '../filter/filter.js';
import { parseValueFilter } from '../filter/parse.js';
import type { MemberRef } from '../member.js';
import { membersAttribute } from '../schema/group.js';
import { MemberChanges } from './member-change.js';
import type { MemberChange } from './member-change.js';
import type { MemberOperation } from './operation.js';

const user = (value: string): MemberRef => ({ value, type: 'User' });
const group = (value: string): MemberRef => ({ value, type: 'Group' });
const add = (...members: MemberRef[]): MemberOperation => ({ kind: 'addMembers', members });
const replace = (...members: MemberRef[]): MemberOperation => ({ kind: 'replaceMembers', members });
const remove = (...ids: string[]): MemberOperation => ({ kind: 'removeMembers', ids });
const filterOf = (text: string): Filter => parseValueFilter(text, membersAttribute);
const removeWhere = (text: string): MemberOperation => ({
  kind: 'removeMembersWhere',
  filter: filterOf(text),
});

function changeOf(operations: readonly MemberOperation[]): MemberChange {
  const changes = new MemberChanges();
  for (const operation of operations) changes.append(operation);
  return changes.change();
}

type Membership = ReadonlyMap<string, MemberRef>;
const without = (members: Membership, isGone: (member: MemberRef) => boolean): Membership =>
  new Map([...members].filter(([, member]) => !isGone(member)));
const withAll = (members: Membership, added: readonly MemberRef[]): Membership =>
  new Map([...members, ...added.map((member) => [member.value, member] as const)]);
const shown = (member: MemberRef): { value: string; type: string } => ({
  value: member.value,
  type: member.type ?? '',
});

/** What each operation does by itself, as RFC 7644 section 3.5.2 has it: in order, one after the other. */
function inOrder(start: Membership, operations: readonly MemberOperation[]): Membership {
  return operations.reduce((members, operation) => {
    switch (operation.kind) {
      case 'addMembers':
        return withAll(members, operation.members);
      case 'replaceMembers':
        return withAll(new Map(), operation.members);
      case 'removeMembers':
        return without(members, (member) => operation.ids.includes(member.value));
      case 'removeMembersWhere':
        return without(members, (member) => matches(operation.filter, shown(member)));
    }
  }, start);
}

/** How a store carries a change out: in the one order that a MemberChange promises. */
function carriedOut(start: Membership, change: MemberChange): Membership {
  let members = change.replaceAll === undefined ? start : withAll(new Map(), change.replaceAll);
  members = without(members, (member) => change.removeWhere.some((filter) => matches(filter, shown(member))));
  members = without(members, (member) => change.remove.includes(member.value));
  return withAll(members, change.add);
}

const nothing = { add: [], remove: [], removeWhere: [] };

describe('a change of members', () => {
  it.each([
    { reason: 'no operation', operations: [], change: nothing },
    {
      reason: 'who is added and removed is gone',
      operations: [add(user('x')), remove('x')],
      change: { ...nothing, remove: ['x'] },
    },
    {
      reason: 'who is removed and added is there, and a member before is left alone',
      operations: [remove('x'), add(user('x'))],
      change: { ...nothing, add: [user('x')] },
    },
    {
      reason: 'one goes and another comes',
      operations: [remove('x'), add(user('y'))],
      change: { ...nothing, remove: ['x'], add: [user('y')] },
    },
    {
      reason: 'a replacement forgets what came before it',
      operations: [add(user('x')), remove('y'), replace(user('z'))],
      change: { ...nothing, replaceAll: [user('z')] },
    },
    {
      reason: 'who is added after a replacement joins it',
      operations: [replace(user('x')), add(user('y'))],
      change: { ...nothing, replaceAll: [user('x'), user('y')] },
    },
    {
      reason: 'who is removed after a replacement leaves it',
      operations: [replace(user('x'), user('y')), remove('x')],
      change: { ...nothing, replaceAll: [user('y')] },
    },
    {
      reason: 'removing all and adding is replacing',
      operations: [replace(), add(user('x'))],
      change: { ...nothing, replaceAll: [user('x')] },
    },
    {
      reason: 'a filter after a replacement is decided at once',
      operations: [replace(user('x'), group('g')), removeWhere('type eq "Group"')],
      change: { ...nothing, replaceAll: [user('x')] },
    },
    {
      reason: 'a filter is decided for who was added before it, and kept for who was there',
      operations: [add(user('x'), group('g')), removeWhere('type eq "Group"')],
      change: { ...nothing, add: [user('x')], removeWhere: [filterOf('type eq "Group"')] },
    },
    {
      reason: 'a filter after a replacement can be decided for one of two, and so is left whole',
      operations: [replace({ value: 'x' }, group('g')), removeWhere('type eq "Group"')],
      change: {
        ...nothing,
        replaceAll: [{ value: 'x' }, group('g')],
        removeWhere: [filterOf('type eq "Group"')],
      },
    },
    {
      reason: 'a filter that matches nothing is no change',
      operations: [removeWhere('colour eq "green"')],
      change: nothing,
    },
    {
      reason: 'a type once told is not forgotten',
      operations: [add(user('x')), add({ value: 'x' })],
      change: { ...nothing, add: [user('x')] },
    },
  ])('where $reason', ({ operations, change }) => {
    expect(changeOf(operations)).toStrictEqual(change);
  });

  it('keeps a filter that only the store can decide, and who is added after it', () => {
    const filtered = changeOf([replace({ value: 'x' }), removeWhere('display sw "A"'), add(user('y'))]);
    expect(filtered).toMatchObject({
      replaceAll: [{ value: 'x' }],
      removeWhere: [{ kind: 'compare' }],
      add: [user('y')],
    });
  });

  it('refuses a filter that cannot be decided for members added before it', () => {
    expect(() => changeOf([add({ value: 'x' }), removeWhere('type eq "User"')])).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidFilter' }),
    );
  });

  it('comes to the same members as the operations one by one, for every sequence of four', () => {
    const alphabet: readonly MemberOperation[] = [
      add(user('a')),
      add(group('g')),
      add(user('a'), user('b')),
      remove('a'),
      remove('b', 'g'),
      replace(),
      replace(user('a'), group('g')),
      removeWhere('type eq "Group"'),
      removeWhere('not (value eq "b")'),
    ];
    const start: Membership = withAll(new Map(), [user('b'), group('g'), user('c')]);
    const sequences = alphabet.flatMap((a) =>
      alphabet.flatMap((b) => alphabet.flatMap((c) => alphabet.map((d) => [a, b, c, d]))),
    );
    for (const sequence of sequences) {
      const expected = [...inOrder(start, sequence).keys()].sort();
      expect([...carriedOut(start, changeOf(sequence)).keys()].sort()).toEqual(expected);
    }
    expect(sequences).toHaveLength(9 ** 4);
  });
});
