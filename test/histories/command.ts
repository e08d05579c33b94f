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
  move: 6,
  overlap: 3,
  stranger: 2,
  strangerGoes: 2,
  appoint: 2,
  relieve: 1,
  failCall: 8,
  bell: 14,
  twoBells: 4,
  kill: 6,
  time: 8,
  changeSettings: 8,
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

const commands = (weights: Readonly<Partial<Record<CommandKind, number>>>): fc.Arbitrary<Command> =>
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

/** A history of up to seventy steps. */
export const histories: fc.Arbitrary<readonly Command[]> = fc
  .tuple(
    fc.array(commands(founding), { maxLength: 14, size: 'max' }),
    fc.array(commands(kinds), { minLength: 8, maxLength: 56, size: 'max' }),
  )
  .map(([first, then]) => [...first, ...then]);

/** A command as it is told when a history fails. */
export const shown = ({ kind, a, b, c }: Command): string => `${kind}(${[a, b, c].map(String).join(', ')})`;
