import fc from 'fast-check';

/** What may happen in a history, and how often beside the others. */
const kinds = {
  createUser: 10,
  createKnown: 2,
  changeUser: 10,
  changeMobile: 3,
  changeManager: 3,
  transfer: 4,
  deactivate: 3,
  reactivate: 3,
  replaceUser: 3,
  deleteUser: 4,
  recreateUser: 4,
  createGroup: 6,
  renameGroup: 4,
  nestGroup: 4,
  deleteGroup: 3,
  recreateGroup: 2,
  join: 10,
  leave: 4,
  dropOut: 2,
  move: 6,
  overlap: 3,
  stranger: 2,
  strangerGoes: 2,
  appoint: 2,
  relieve: 1,
  undoRole: 3,
  lookForDrift: 3,
  learnField: 1,
  failCall: 8,
  bell: 14,
  twoBells: 4,
  kill: 6,
  time: 8,
  changeSettings: 8,
  regroup: 3,
  turnGroup: 5,
  includeGroup: 1,
  excludeGroup: 1,
  allGroups: 2,
  plan: 3,
  approve: 3,
  refuse: 2,
  accept: 3,
  decline: 1,
  showFields: 2,
  fill: 2,
  makeRoom: 1,
  beAway: 3,
  catchUp: 2,
} as const;

export type CommandKind = keyof typeof kinds;

/**
 * One step of a history. The numbers choose among what there is at that moment, so that any sequence of commands
 * makes sense, and stays one when others are left out.
 */
export interface Command {
  readonly kind: CommandKind;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const number = fc.nat({ max: 9_999 });

/** How often what happens beside the others. */
export type Weights = Readonly<Partial<Record<CommandKind, number>>>;

const commands = (weights: Weights): fc.Arbitrary<Command> =>
  fc.record({
    kind: fc.oneof(
      ...Object.entries(weights).map(([kind, weight]) => ({
        weight,
        arbitrary: fc.constant(kind as CommandKind),
      })),
    ),
    a: number,
    b: number,
    c: number,
  });

/** Most companies are there before anything goes wrong. */
const founding = { createUser: 3, createGroup: 2, join: 4, nestGroup: 1, bell: 3 };

/**
 * A history of up to seventy steps.
 *
 * @param more how often something happens, where that is not as usual
 * @param first how it begins
 * @param minLength how many steps follow at the least
 */
export const stepsOf = (
  more: Weights = {},
  first: fc.Arbitrary<readonly Command[]> = fc.array(commands(founding), { maxLength: 14, size: 'max' }),
  minLength = 8,
): fc.Arbitrary<readonly Command[]> =>
  fc
    .tuple(first, fc.array(commands({ ...kinds, ...more }), { minLength, maxLength: 56, size: 'max' }))
    .map(([begun, then]) => [...begun, ...then]);

/** People, Groups and who is in them, one after the other, and all of it is carried out. */
export const peopled: fc.Arbitrary<readonly Command[]> = fc
  .tuple(
    fc.array(commands({ createUser: 1 }), { minLength: 2, maxLength: 4 }),
    fc.array(commands({ createGroup: 1 }), { minLength: 2, maxLength: 4 }),
    fc.array(commands({ join: 1 }), { minLength: 3, maxLength: 8 }),
    fc.array(commands({ catchUp: 1 }), { maxLength: 1 }),
  )
  .map((parts) => parts.flat());

/** A command as it is told when a history fails. */
export const shown = ({ kind, a, b, c }: Command): string => `${kind}(${[a, b, c].map(String).join(', ')})`;
