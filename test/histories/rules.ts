import fc from 'fast-check';

const actions = ['delete', 'nothing', 'holding', 'remove', 'disable'] as const;
const causes = ['deactivated', 'deleted', 'outOfScope'] as const;

export type Cause = (typeof causes)[number];

type BudgetedKind = 'creates' | 'updates' | 'moved' | 'leavers' | 'departmentDeletes';

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
  /** Groups by id: only those that are included, and none that are excluded, with all that is nested in them. */
  readonly named: { readonly included: readonly string[]; readonly excluded: readonly string[] };
  /** The attribute that people are named by. */
  readonly names: 'displayName' | 'userName';
  /** What people are called in single departments. */
  readonly titles: 'none' | 'title' | 'listed';
  /** How many changes of a kind go through without a word; of what is not here, any number. */
  readonly budgets: Readonly<Partial<Record<BudgetedKind, number>>>;
}

/** Whoever is called this is out of scope where the scope is one of people; a Group of this name where it is of Groups. */
export const outside = { title: 'Title 3', group: 'Mess' } as const;

/** Lists what somebody is called, by the name of his Group. */
const titlesAttribute = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division';

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
  named: { included: [], excluded: [] },
  names: 'displayName',
  titles: 'none',
  budgets: {},
};

const few = fc.constantFrom(0, 1, 3);

const any: fc.Arbitrary<Rules> = fc.record({
  source: fc.constantFrom('groups', 'groups', 'groupNames', 'userPath', 'none'),
  without: fc.constantFrom('default', 'blocked', 'holding'),
  leavers: fc.record({ deactivated: policy, deleted: policy, outOfScope: policy }),
  scoped: fc.constantFrom('all', 'people', 'groups'),
  // Groups have their ids only once there are any.
  named: fc.constant(usual.named),
  names: fc.constantFrom('displayName', 'userName'),
  titles: fc.constantFrom('none', 'title', 'listed'),
  budgets: fc.oneof(
    fc.constant({}),
    fc.constant({}),
    fc.record(
      { creates: few, updates: few, moved: few, leavers: few, departmentDeletes: few },
      { requiredKeys: [] },
    ),
  ),
});

/** The settings that nobody has touched as often as all others together. */
export const rules: fc.Arbitrary<Rules> = fc.oneof(fc.constant(usual), any);

/** With one thing changed; budgets stay, for what they let through is counted. */
export function changedRules(rules: Rules, a: number, b: number): Rules {
  const of = <T>(list: readonly T[]): T => list[b % list.length] as T;
  const cause = causes[b % causes.length] as Cause;
  const action = actions[a % actions.length] as Policy['action'];
  switch (a % 5) {
    case 0:
      return { ...rules, names: of(['displayName', 'userName']) };
    case 1:
      return { ...rules, titles: of(['none', 'title', 'listed']) };
    case 2:
      return { ...rules, leavers: { ...rules.leavers, [cause]: { action, graceSeconds: of([0, 3_600]) } } };
    case 3:
      return { ...rules, without: of(['default', 'blocked', 'holding']) };
    default:
      return { ...rules, scoped: of(['all', 'people', 'groups']) };
  }
}

/** The settings of a connection. */
export function settingsOf(
  { source, without, leavers, scoped, named, names, titles, budgets }: Rules,
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
      includedGroups: named.included,
      excludedGroups: named.excluded,
    },
    ...(names === 'userName' ? { mapping: { name: { sources: ['userName'] } } } : {}),
    departmentTitles: titles === 'listed' ? { kind: titles, attribute: titlesAttribute } : { kind: titles },
    // A run is held where it brings any of a kind that has a budget.
    policy: { budgets: limits(budgets, (n) => n), runs: limits(budgets, () => 0) },
  };
}

const limits = (budgets: Rules['budgets'], line: (budget: number) => number) =>
  Object.fromEntries(Object.entries(budgets).map(([kind, n]) => [kind, { count: line(n) }]));

/** In one line, for whoever reads of a failure. */
export const shownRules = (rules: Rules): string => {
  const { source, without, leavers, scoped, names, titles, budgets } = rules;
  const told = causes.map((cause) => {
    const { action, graceSeconds } = leavers[cause];
    return `${cause}: ${action} after ${String(graceSeconds)} s`;
  });
  return [
    ...[`departments: ${source}`, `without: ${without}`, `scope: ${scoped}`, ...told],
    ...[`names: ${names}`, `titles: ${titles}`, `budgets: ${JSON.stringify(budgets)}`],
  ].join(', ');
};
