import fc from 'fast-check';

const actions = ['delete', 'nothing', 'holding', 'remove', 'disable'] as const;
const causes = ['deactivated', 'deleted', 'outOfScope'] as const;

export type Cause = (typeof causes)[number];

/** What Groups are: all departments, all roles, none of them anything, or each by its name. */
export type Uses = 'departments' | 'roles' | 'ignored' | 'mixed';

type BudgetedKind = 'creates' | 'updates' | 'moved' | 'leavers' | 'departmentDeletes';

interface Policy {
  readonly action: (typeof actions)[number];
  readonly graceSeconds: number;
}

/** What the administrator of a history has set, and the oracle judges by. */
export interface Rules {
  readonly source: 'groups' | 'groupNames' | 'userPath' | 'none';
  readonly uses: Uses;
  /** Below what the tree is: the company itself, or a department that was made by hand. */
  readonly root: 'company' | 'base';
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
  /** Whether two custom fields are mapped: one that the organisation has, and one that it takes and does not keep. */
  readonly custom: boolean;
  /** How many changes of a kind go through without a word; of what is not here, any number. */
  readonly budgets: Readonly<Partial<Record<BudgetedKind, number>>>;
}

/** Whoever is called this is out of scope where the scope is one of people; a Group of this name where it is of Groups. */
export const outside = { title: 'Title 3', group: 'Mess' } as const;

/** By what they are called, where Groups are mixed; all others are departments. */
export const mixed = { roles: 'Army', ignored: ['Yard', 'Navy/Band'] } as const;

/** The role group that roles are made in. */
export const roleGroup = 'SCIM';

/** Custom fields of an account: the organisation knows the first alone. */
export const customFields = { known: 'rank', unknown: 'ghost' } as const;

/** Lists what somebody is called, by the name of his Group. */
const titlesAttribute = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division';

/** The company itself: the default department. */
export const companyId = 1;

const policy: fc.Arbitrary<Policy> = fc.record({
  action: fc.constantFrom(...actions),
  graceSeconds: fc.constantFrom(0, 0, 3_600, 86_400),
});

const atOnce: Policy = { action: 'delete', graceSeconds: 0 };
/** The settings that nobody has touched. */
export const usual: Rules = {
  source: 'groups',
  uses: 'departments',
  root: 'company',
  without: 'default',
  leavers: { deactivated: atOnce, deleted: atOnce, outOfScope: atOnce },
  scoped: 'all',
  named: { included: [], excluded: [] },
  names: 'displayName',
  titles: 'none',
  custom: false,
  budgets: {},
};

const few = fc.constantFrom(0, 1, 3);

const any = {
  source: fc.constantFrom<Rules['source']>('groups', 'groups', 'groupNames', 'userPath', 'none'),
  uses: fc.constantFrom<Uses>('departments', 'departments', 'mixed', 'mixed', 'roles', 'ignored'),
  root: fc.constantFrom('company', 'company', 'base'),
  without: fc.constantFrom('default', 'blocked', 'holding'),
  leavers: fc.record({ deactivated: policy, deleted: policy, outOfScope: policy }),
  scoped: fc.constantFrom('all', 'people', 'groups'),
  // Groups have their ids only once there are any.
  named: fc.constant(usual.named),
  names: fc.constantFrom('displayName', 'userName'),
  titles: fc.constantFrom('none', 'title', 'listed'),
  custom: fc.constantFrom(true, true, false),
  budgets: fc.oneof(
    fc.constant({}),
    fc.constant({}),
    fc.record(
      { creates: few, updates: few, moved: few, leavers: few, departmentDeletes: few },
      { requiredKeys: [] },
    ),
  ),
} satisfies { readonly [Key in keyof Rules]: fc.Arbitrary<Rules[Key]> };

const record = (more: Partial<typeof any>): fc.Arbitrary<Rules> => fc.record({ ...any, ...more });

/** Whatever there is. */
export const anyRules: fc.Arbitrary<Rules> = record({});

/** Groups are departments and roles, or turn into them. */
export const roleRules: fc.Arbitrary<Rules> = record({
  source: fc.constantFrom('groups', 'groups', 'groups', 'groupNames'),
  uses: fc.constantFrom('mixed', 'mixed', 'roles', 'departments'),
  // Whoever is in no department would be in no role either.
  without: fc.constantFrom('default', 'default', 'holding', 'blocked'),
  budgets: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, any.budgets),
});

/** With one thing changed; budgets stay, for what they let through is counted. */
export function changedRules(rules: Rules, a: number, b: number): Rules {
  const of = <T>(list: readonly T[]): T => list[b % list.length] as T;
  const cause = causes[b % causes.length] as Cause;
  const action = actions[a % actions.length] as Policy['action'];
  switch (a % 11) {
    case 0:
      return { ...rules, names: of(['displayName', 'userName']) };
    case 1:
      return { ...rules, titles: of(['none', 'title', 'listed']) };
    case 2:
      return { ...rules, leavers: { ...rules.leavers, [cause]: { action, graceSeconds: of([0, 3_600]) } } };
    case 3:
      return { ...rules, without: of(['default', 'blocked', 'holding']) };
    case 4:
    case 5:
      return { ...rules, source: of(['groups', 'userPath', 'groupNames', 'none']) };
    case 6:
    case 7:
      return { ...rules, uses: of(['departments', 'mixed', 'roles', 'ignored']) };
    case 8:
      return { ...rules, custom: !rules.custom };
    case 9:
      return { ...rules, root: of(['company', 'base']) };
    default:
      return { ...rules, scoped: of(['all', 'people', 'groups']) };
  }
}

/** Departments of a history that were made by hand. */
export interface HandMade {
  /** Where people are held. */
  readonly holding: number;
  readonly base: number;
}

/** Below what the tree is. */
export const rootOf = ({ root }: Pick<Rules, 'root'>, { base }: HandMade): number =>
  root === 'base' ? base : companyId;

/** The settings of a connection. */
export function settingsOf(
  { source, uses, root, without, leavers, scoped, named, names, titles, custom, budgets }: Rules,
  made: HandMade,
): Readonly<Record<string, unknown>> {
  return {
    departments: { kind: source },
    groups: groupsOf(uses),
    rootDepartmentId: rootOf({ root }, made),
    holdingDepartmentId: made.holding,
    ...(without === 'default' ? { defaultDepartmentId: companyId } : { withoutDepartment: without }),
    leavers,
    scope: {
      ...(scoped === 'people' ? { users: `not (title eq "${outside.title}")` } : {}),
      ...(scoped === 'groups' ? { groups: `not (displayName eq "${outside.group}")` } : {}),
      includedGroups: named.included,
      excludedGroups: named.excluded,
    },
    mapping: {
      ...(names === 'userName' ? { name: { sources: ['userName'] } } : {}),
      ...(custom ? { extension: { [customFields.known]: nickName, [customFields.unknown]: nickName } } : {}),
    },
    departmentTitles: titles === 'listed' ? { kind: titles, attribute: titlesAttribute } : { kind: titles },
    // A run is held where it brings any of a kind that has a budget.
    policy: { budgets: limits(budgets, (n) => n), runs: limits(budgets, () => 0) },
  };
}

const nickName = { sources: ['nickName'] };

function groupsOf(uses: Uses): Readonly<Record<string, unknown>> {
  if (uses !== 'mixed') return { as: uses, roleGroup };
  const ignored = mixed.ignored.map((name) => `displayName eq "${name}"`).join(' or ');
  return { roles: `displayName sw "${mixed.roles}"`, ignored, roleGroup };
}

const limits = (budgets: Rules['budgets'], line: (budget: number) => number) =>
  Object.fromEntries(Object.entries(budgets).map(([kind, n]) => [kind, { count: line(n) }]));

/** In one line, for whoever reads of a failure. */
export const shownRules = (rules: Rules): string => {
  const { source, uses, root, without, leavers, scoped, names, titles, custom, budgets } = rules;
  const told = causes.map((cause) => {
    const { action, graceSeconds } = leavers[cause];
    return `${cause}: ${action} after ${String(graceSeconds)} s`;
  });
  return [
    ...[
      `departments: ${source}`,
      `Groups: ${uses}`,
      `root: ${root}`,
      `without: ${without}`,
      `scope: ${scoped}`,
      ...told,
    ],
    ...[
      `names: ${names}`,
      `titles: ${titles}`,
      `custom fields: ${String(custom)}`,
      `budgets: ${JSON.stringify(budgets)}`,
    ],
  ].join(', ');
};
