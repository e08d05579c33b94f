import { describe, expect, it } from '@jest/globals';
import { Seen } from './seen.js';

describe('what a reading has met', () => {
  // Neighbours, both ends of a word of bits, both ends of a block, and numbers that share a bit of another block.
  const numbers = [0, 1, 31, 32, 63, 64, 65_535, 65_536, 65_537, 131_072, 2 ** 31 + 5, 2 ** 40 + 31];

  it('is told from what it has not met yet, for each number by itself', () => {
    const seen = new Seen();
    for (const [index, number] of numbers.entries()) {
      expect(numbers.map((each) => seen.has(each))).toEqual(numbers.map((_, at) => at < index));
      expect(seen.add(number)).toBe(true);
      expect(seen.add(number)).toBe(false);
    }
    expect(numbers.every((number) => seen.has(number))).toBe(true);
    expect([2, 30, 33, 62, 66, 65_534, 65_538, 131_073].some((number) => seen.has(number))).toBe(false);
  });

  it('is nothing at the beginning of each reading', () => {
    new Seen().add(7);
    expect(new Seen().has(7)).toBe(false);
  });
});
