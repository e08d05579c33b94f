import { describe, expect, it } from '@jest/globals';
import { standingPaths } from './standing-paths.js';

const stands = (departmentId: number, parentId: number, name: string, ours = false) => ({
  departmentId,
  parentId,
  name,
  ours,
});

describe('departments that stand where paths lead', () => {
  const existing = [
    stands(7, 5, 'Sales'),
    stands(8, 7, 'Asia'),
    stands(9, 5, 'Ops', true),
    stands(10, 9, 'Shift–2'),
    stands(11, 1, 'Asia'),
  ];

  it.each<{ reason: string; path: readonly string[]; found: number | undefined }>([
    { reason: 'below the root', path: ['Sales'], found: 7 },
    { reason: 'below one that is nobody’s yet', path: ['Sales', 'Asia'], found: 8 },
    { reason: 'below one of ours, by the name as DingTalk has it', path: ['Ops', 'Shift-2'], found: 10 },
    { reason: 'not one of ours', path: ['Ops'], found: undefined },
    { reason: 'not one elsewhere', path: ['Asia'], found: undefined },
    { reason: 'not what is missing on the way', path: ['Army', 'Asia'], found: undefined },
  ])('are found: $reason', ({ path, found }) => {
    const at = standingPaths(5, [['Nowhere'], path], existing);
    expect(at.map(({ place, department }) => [place, department.departmentId])).toEqual(
      found === undefined ? [] : [[1, found]],
    );
  });
});
