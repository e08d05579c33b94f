import fc from 'fast-check';

const actions = ['delete', 'nothing', 'holding', 'remove', 'disable'] as const;
const causes = ['deactivated', 'deleted', 'outOfScope'] as const;

export type Cause = (typeof causes)[number];

interface Policy {
  readonly action: (typeof actions)[number];
  readonly graceSeconds: number;
}

/** What the administrator of a history has set, and the oracle judges by. */
export interface Rules {
  readonly source: 'groups' | 'groupNames' | 'userPath' | 'none';
  /** Where people without department are. */
  readonly without: 'default' | 'blocked' | 'holding';
  readonly leavers: Readonly<Record<Cause, Policy>>;
  /** Who is synced: all, people of another title than this, Groups of another name than this. */
  readonly scoped: 'all' | 'people' | 'groups';
}

/** Whoever is called this is out of scope where the scope is one of people; a Group of this name where it is of Groups. */
export const outside = { title: 'Title 3', group: 'Mess' } as const;

/** The root of the company: the default department. */
export const defaultDepartmentId = 1;

const policy: fc.Arbitrary<Policy> = fc.record({
  action: fc.constantFrom(...actions),
  graceSeconds: fc.constantFrom(0, 0, 3_600, 86_400),
});

const atOnce: Policy = { action: 'delete', graceSeconds: 0 };
const usual: Rules = {
  source: 'groups',
  without: 'default',
  leavers: { deactivated: atOnce, deleted: atOnce, outOfScope: atOnce },
  scoped: 'all',
};

const any: fc.Arbitrary<Rules> = fc.record({
  source: fc.constantFrom('groups', 'groups', 'groupNames', 'userPath', 'none'),
  without: fc.constantFrom('default', 'blocked', 'holding'),
  leavers: fc.record({ deactivated: policy, deleted: policy, outOfScope: policy }),
  scoped: fc.constantFrom('all', 'people', 'groups'),
});

/** The settings that nobody has touched as often as all others together. */
export const rules: fc.Arbitrary<Rules> = fc.oneof(fc.constant(usual), any);

/** The settings of a connection. */
export function settingsOf(
  { source, without, leavers, scoped }: Rules,
  holdingDepartmentId: number,
): Readonly<Record<string, unknown>> {
  return {
    departments: { kind: source },
    holdingDepartmentId,
    ...(without === 'default' ? { defaultDepartmentId } : { withoutDepartment: without }),
    leavers,
    scope: {
      ...(scoped === 'people' ? { users: `not (title eq "${outside.title}")` } : {}),
      ...(scoped === 'groups' ? { groups: `not (displayName eq "${outside.group}")` } : {}),
    },
  };
}

/** In one line, for whoever reads of a failure. */
export const shownRules = ({ source, without, leavers, scoped }: Rules): string => {
  const told = causes.map((cause) => {
    const { action, graceSeconds } = leavers[cause];
    return `${cause}: ${action} after ${String(graceSeconds)} s`;
  });
  return [`departments: ${source}`, `without: ${without}`, `scope: ${scoped}`, ...told].join(', ');
};
