import type { ScimDocument } from '../support/clients.js';
import type { SimulatedState, SimulatedUser } from '../support/simulator-client.js';
import type { Person } from './company.js';
import { isOutOfNamed } from './oracle-scope.js';
import { companyId, mixed, outside } from './rules.js';
import type { Cause, HandMade, Rules } from './rules.js';

/** All that an end is judged by. The oracle knows SCIM and DingTalk, and nothing of how one becomes the other. */
export interface End {
  readonly rules: Rules;
  readonly users: readonly ScimDocument[];
  readonly groups: readonly ScimDocument[];
  readonly dingTalk: SimulatedState;
  /** userids that people of DingTalk made by hand. */
  readonly strangers: ReadonlySet<string>;
  /** Whoever administers the organisation, as he was when that began. */
  readonly administrators: ReadonlyMap<string, SimulatedUser>;
  /** Everybody there ever was. */
  readonly people: readonly Person[];
  /** userids of those who were to be out of DingTalk when they accepted an invitation: they are removed by hand. */
  readonly lateGuests: ReadonlySet<string>;
  /** Departments that somebody was invited into: whether he still may come is DingTalk's. */
  readonly invitedInto: ReadonlySet<number>;
  /** userids about which something was refused: nothing more is done about them. */
  readonly refused: ReadonlySet<string>;
  /** How many people DingTalk takes; null: any number. */
  readonly headcount: number | null;
  readonly made: HandMade;
}

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export const numberOf = (user: ScimDocument): string =>
  String((user[enterprise] as { employeeNumber?: string } | undefined)?.employeeNumber);

/** An account that was made by hand for a person before the bridge came to it. */
export const madeByHand = ({ name }: Pick<SimulatedUser, 'name'>): boolean => name === 'By hand';

/** Why a User that is there is to be out of DingTalk; undefined: he is to be in it. */
export function causeOf(
  { rules, groups }: Pick<End, 'rules' | 'groups'>,
  user: ScimDocument,
): Cause | undefined {
  if (user.active === false) return 'deactivated';
  const filtered = rules.scoped === 'people' && user.title === outside.title;
  return filtered || isOutOfNamed(rules, groups, user.id) ? 'outOfScope' : undefined;
}

/** Whether a Group is synced at all. */
export const isSynced = ({ rules, groups }: Pick<End, 'rules' | 'groups'>, group: ScimDocument): boolean =>
  !(rules.scoped === 'groups' && group.displayName === outside.group) &&
  !isOutOfNamed(rules, groups, group.id);

/** What a Group is to be in DingTalk. */
export function useOf({ uses }: Rules, { displayName }: ScimDocument): 'departments' | 'roles' | 'ignored' {
  if (uses !== 'mixed') return uses;
  const name = String(displayName);
  if (mixed.ignored.some((one) => one === name)) return 'ignored';
  return name.startsWith(mixed.roles) ? 'roles' : 'departments';
}

/** What departments bear that stands for a Group's externalId; `path`: for a path and no Group. */
export const externalOf = (mark: string | undefined): string | undefined => mark?.split(':')[1];

/** Where somebody without a department is; undefined: wherever he was. */
export function placeWithout({ rules, made }: End): number | undefined {
  switch (rules.without) {
    case 'default':
      return companyId;
    case 'holding':
      return made.holding;
    case 'blocked':
      return undefined;
  }
}
