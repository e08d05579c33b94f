/** Chooses by chance, but the same way for the same seed: a failure can be repeated by its seed. */
export interface Seeded {
  /** A number from 0 up to, and without, 1. */
  readonly roll: () => number;
  /** A number from 0 up to, and without, `below`. */
  readonly below: (below: number) => number;
  readonly one: <T>(choices: readonly T[]) => T;
  readonly some: <T>(choices: readonly T[]) => readonly T[];
}

/** mulberry32: 32 bits of state, good enough to wander through a table of situations. */
export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    roll: next,
    below,
    one: <T>(choices: readonly T[]) => choices[below(choices.length)] as T,
    some: (choices) => choices.filter(() => next() < 0.5),
  };
}
