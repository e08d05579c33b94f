import type { ScimDocument } from '../support/clients.js';
import type { SimulatedUser } from '../support/simulator-client.js';
import { causeOf, numberOf } from './end.js';
import type { End } from './end.js';
import { faultsOfRoles } from './oracle-roles.js';
import { Tree } from './oracle-tree.js';
import { faultsOfLeaver, faultsOfStayer } from './oracle-people.js';

/** What is wrong at the end of a history: nothing, if the bridge kept its promises. */
export function faultsOf(end: End): readonly string[] {
  const { dingTalk, strangers, administrators, users, refused } = end;
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
  faults.push(...tree.faults(), ...faultsOfRoles(end, accounts));
  const isRefused = (user: ScimDocument) => refused.has(accounts.get(numberOf(user))?.userid ?? '');
  for (const user of users) {
    if (causeOf(end, user) === undefined && !isRefused(user))
      faults.push(...faultsOfStayer(end, user, tree, accounts));
  }
  for (const [number, account] of accounts) {
    const user = users.find((one) => numberOf(one) === number);
    const cause = user ? causeOf(end, user) : 'deleted';
    if (cause !== undefined && !refused.has(account.userid))
      faults.push(...faultsOfLeaver(end, account, cause));
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
