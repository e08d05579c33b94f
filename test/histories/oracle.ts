import type { ScimDocument, SimulatedState, SimulatedUser } from '../support/clients.js';
import type { Person } from './company.js';
import { Tree } from './oracle-tree.js';
import { faultsOfLeaver, faultsOfStayer } from './oracle-people.js';
import { outside } from './rules.js';
import type { Cause, Rules } from './rules.js';

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
  /** Made by hand, and set as the one where people are held. */
  readonly holdingDepartmentId: number;
}

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

export const numberOf = (user: ScimDocument): string =>
  String((user[enterprise] as { employeeNumber?: string } | undefined)?.employeeNumber);

/** An account that was made by hand for a person before the bridge came to it. */
export const madeByHand = ({ name }: Pick<SimulatedUser, 'name'>): boolean => name === 'By hand';

/** Why a User that is there is to be out of DingTalk; undefined: he is to be in it. */
export function causeOf({ scoped }: Rules, user: ScimDocument): Cause | undefined {
  if (user.active === false) return 'deactivated';
  return scoped === 'people' && user.title === outside.title ? 'outOfScope' : undefined;
}

/** What is wrong at the end of a history: nothing, if the bridge kept its promises. */
export function faultsOf(end: End): readonly string[] {
  const { dingTalk, strangers, administrators, users, rules } = end;
  const faults: string[] = [];
  const tree = new Tree(end);
  const accounts = accountsByNumber(end, faults);
  for (const userid of strangers) {
    const found = dingTalk.users.find((one) => one.userid === userid);
    if (found?.name !== 'By hand') faults.push(`the stranger ${userid} was touched`);
  }
  for (const [userid, before] of administrators) {
    const found = dingTalk.users.find((one) => one.userid === userid);
    if (!found) faults.push(`the administrator ${userid} was deleted`);
    else if (found.disabled && !before.disabled) faults.push(`the administrator ${userid} was disabled`);
  }
  faults.push(...tree.faults());
  for (const user of users) {
    if (causeOf(rules, user) === undefined) faults.push(...faultsOfStayer(end, user, tree, accounts));
  }
  for (const [number, account] of accounts) {
    const user = users.find((one) => numberOf(one) === number);
    const cause = user ? causeOf(rules, user) : 'deleted';
    if (cause !== undefined) faults.push(...faultsOfLeaver(end, account, cause));
  }
  return faults;
}

/** Every account but the strangers' is that of one person. */
function accountsByNumber({ dingTalk, strangers }: End, faults: string[]) {
  const found = new Map<string, SimulatedUser>();
  for (const account of dingTalk.users) {
    if (strangers.has(account.userid)) continue;
    const number = account.job_number;
    if (found.has(number)) faults.push(`${number} has two accounts`);
    else found.set(number, account);
  }
  return found;
}
