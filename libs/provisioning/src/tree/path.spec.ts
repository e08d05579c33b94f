import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { above, pathFrom, readDepartmentPath, stepsTo } from './path.js';

describe('a department path', () => {
  it.each<{ reason: string; text: string; separator?: string; segments: readonly string[] | undefined }>([
    { reason: 'is the names on the way', text: 'Sales/Asia/Tokyo', segments: ['Sales', 'Asia', 'Tokyo'] },
    {
      reason: 'is not told apart by blanks',
      text: ' Sales /  Asia   East ',
      segments: ['Sales', 'Asia East'],
    },
    { reason: 'may begin at the root, and end with it', text: '/Sales//Asia/', segments: ['Sales', 'Asia'] },
    { reason: 'may be a single name', text: 'Sales', segments: ['Sales'] },
    {
      reason: 'is cut only at its own separator',
      text: 'R/D>Labs',
      separator: '>',
      segments: ['R/D', 'Labs'],
    },
    { reason: 'needs a name', text: ' / / ', segments: undefined },
    { reason: 'is none where there is no text', text: '', segments: undefined },
  ])('$reason', ({ text, separator = '/', segments }) => {
    expect(readDepartmentPath(text, separator)?.segments).toEqual(segments);
  });

  it('is known by its key: equal paths have one, others never', () => {
    const name = fc.string({ minLength: 1, maxLength: 8 });
    const path = fc.array(name, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(pathFrom(a).key === pathFrom(b).key).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('has a key that may stand in an identifier, however long it is', () => {
    for (const segments of [['A'], ['Sales', 'Asia'], ['x'.repeat(1_000)]])
      expect(pathFrom(segments).key).toMatch(/^[\w-]{32}$/);
  });

  it('does not run two names together', () => {
    expect(pathFrom(['ab', 'c']).key).not.toBe(pathFrom(['a', 'bc']).key);
    expect(pathFrom(['a/b']).key).not.toBe(pathFrom(['a', 'b']).key);
  });

  it('is reached step by step, from the top', () => {
    const steps = stepsTo(pathFrom(['A', 'B', 'C']));
    expect(steps.map(({ segments }) => segments)).toEqual([['A'], ['A', 'B'], ['A', 'B', 'C']]);
    expect(steps[1]).toEqual(pathFrom(['A', 'B']));
  });

  it('lies below another, or below the root', () => {
    expect(above(pathFrom(['A', 'B', 'C']))).toEqual(pathFrom(['A', 'B']));
    expect(above(pathFrom(['A', 'B']))).toEqual(pathFrom(['A']));
    expect(above(pathFrom(['A']))).toBeUndefined();
  });
});
