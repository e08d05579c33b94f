import { describe, expect, it } from '@jest/globals';
import { mayMove, presences } from './link.js';
import type { Presence } from './link.js';

const moves: Readonly<Record<Presence, readonly Presence[]>> = {
  none: ['creating', 'gone'],
  creating: ['none', 'invited', 'present', 'gone'],
  invited: ['none', 'creating', 'present', 'leaving', 'gone'],
  present: ['none', 'leaving', 'gone'],
  leaving: ['present', 'gone'],
  gone: ['none', 'creating'],
};

describe('the presence of a Link', () => {
  it.each(presences.flatMap((from) => presences.map((to) => ({ from, to }))))(
    'moves along its table only: from $from to $to',
    ({ from, to }) => {
      expect(mayMove(from, to)).toBe(from === to || moves[from].includes(to));
    },
  );

  it('is never present without having been begun: a lost answer must leave its trace', () => {
    expect(presences.filter((from) => from !== 'present' && mayMove(from, 'present'))).toEqual([
      'creating',
      'invited',
      'leaving',
    ]);
  });
});
