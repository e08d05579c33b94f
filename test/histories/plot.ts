import fc from 'fast-check';
import { peopled, stepsOf } from './command.js';
import type { Command, Weights } from './command.js';
import { anyRules, roleRules, usual } from './rules.js';
import type { Rules } from './rules.js';

/** Settings, and what happens under them. */
export interface Plot {
  readonly rules: Rules;
  readonly steps: readonly Command[];
}

const plot = (rules: fc.Arbitrary<Rules>, steps = stepsOf()): fc.Arbitrary<Plot> =>
  fc.record({ rules, steps });

/** Groups become roles and departments, before and after they were made, and have people. */
const amongRoles: Weights = {
  createUser: 14,
  createGroup: 10,
  join: 20,
  dropOut: 14,
  turnGroup: 16,
  regroup: 8,
  deleteGroup: 6,
  undoRole: 10,
  lookForDrift: 4,
  catchUp: 24,
};

/** Settings that nobody has touched, whatever there is, and roles. */
export const plots: fc.Arbitrary<Plot> = fc.oneof(
  { weight: 3, arbitrary: plot(fc.constant(usual)) },
  { weight: 3, arbitrary: plot(anyRules) },
  { weight: 5, arbitrary: plot(roleRules, stepsOf(amongRoles, peopled, 8)) },
);
