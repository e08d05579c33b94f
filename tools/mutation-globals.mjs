// What pure specs take from Jest, for a mutation run: rows, names and matchers are Jest's own packages; what is left
// out is all that makes a mutant cost seconds: an environment, a module registry, workers. Hooks and mocks are not
// here: a spec that needs them is not a pure one, and does not load.
import { bind } from 'jest-each';

export { expect } from 'expect';

/** Every test that was declared so far, in order. @type {{ id: string, run: () => unknown }[]} */
export const declared = [];

let above = [];

function declare(name, run) {
  declared.push({ id: [...above, name].join(' '), run: () => run() });
}

function group(name, block) {
  const outside = above;
  above = [...outside, name];
  try {
    block();
  } finally {
    above = outside;
  }
}

export const it = Object.assign(declare, { each: bind(declare, false) });
export const describe = Object.assign(group, { each: bind(group, false) });
