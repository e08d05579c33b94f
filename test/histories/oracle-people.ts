import type { ScimDocument } from '../support/clients.js';
import type { SimulatedUser } from '../support/simulator-client.js';
import { protectedMobiles } from './company.js';
import { causeOf, enterprise, madeByHand, numberOf, placeWithout } from './end.js';
import type { End } from './end.js';
import type { Tree } from './oracle-tree.js';
import { customFields } from './rules.js';
import type { Cause } from './rules.js';

/** Where accounts are that were made by hand. */
const foreignDepartmentId = 1;

/** By the number of whose they are. */
export type Accounts = ReadonlyMap<string, SimulatedUser>;

/** What is wrong with somebody who is to be in DingTalk. */
export function faultsOfStayer(
  end: End,
  user: ScimDocument,
  tree: Tree,
  accounts: Accounts,
): readonly string[] {
  const number = numberOf(user);
  const account = accounts.get(number);
  const { asked, there } = tree.placesOf(user);
  const without = placeWithout(end);
  const certain = tree.isCertain(user);
  const nowhere = !certain || (there.length === 0 && (asked > 0 || without === undefined));
  if (!account || madeByHand(account)) {
    const mobile = (user.phoneNumbers as { value: string }[] | undefined)?.[0]?.value;
    // Whoever has to be asked has not accepted.
    const isAsked = mobile !== undefined && protectedMobiles.includes(mobile);
    return mobile === undefined || isAsked || isTaken(end, number, mobile) || nowhere || isFull(end)
      ? []
      : [`${number} has no account`];
  }
  const faults: string[] = [];
  const expect = (what: string, is: unknown, wanted: readonly unknown[]) => {
    const texts = wanted.map((one) => JSON.stringify(one));
    if (!texts.includes(JSON.stringify(is)))
      faults.push(`${what} of ${number} is ${JSON.stringify(is)}, not ${texts.join(' or ')}`);
  };
  expect('the name', account.name, [String(user[end.rules.names])]);
  expect('the title', account.title, [user.title ?? '']);
  faults.push(...faultsOfPersonal(end, user, account));
  expect('the manager', account.manager_userid ?? '', managersOf(end, user, accounts));
  if (account.disabled) faults.push(`the account of ${number} is disabled`);
  if (!nowhere) {
    const wanted = asked === 0 && without !== undefined ? [without] : there;
    // Where others had put him before the bridge came he may still be, too.
    const kept = account.exclusive_account ? [sorted([...wanted, foreignDepartmentId])] : [];
    expect('the departments', sorted(account.dept_id_list), [sorted(wanted), ...kept]);
    for (const [id, title] of tree.titlesOf(user, wanted))
      expect(`the title in ${String(id)}`, titleIn(account, id), [title]);
  }
  const known = mobilesOf(end, number);
  // An enterprise account has none.
  if (!account.exclusive_account && !known.has(account.mobile))
    faults.push(`${number} has the mobile of somebody else`);
  return faults;
}

/** What may be hidden from the app. What it cannot see in an account that bears our stamp it takes to be as SCIM has it. */
function faultsOfPersonal({ rules }: End, user: ScimDocument, account: SimulatedUser): readonly string[] {
  if (account.exclusive_account) return [];
  const number = numberOf(user);
  const email = (user.emails as { value: string }[] | undefined)?.[0]?.value;
  const faults =
    account.email === email ? [] : [`the e-mail of ${number} is ${account.email}, not ${String(email)}`];
  if (!rules.custom) return faults;
  const [shown = '', wanted = ''] = [account.extension[customFields.known], user.nickName];
  return shown === wanted ? faults : [...faults, `the rank of ${number} is ${shown}, not ${String(wanted)}`];
}

const isFull = ({ headcount, dingTalk }: End): boolean =>
  headcount !== null && dingTalk.users.length >= headcount;

/** What is wrong with an account that is still there of somebody who has left, by the policy of how he left. */
export function faultsOfLeaver(
  { rules, made, administrators, lateGuests }: End,
  account: SimulatedUser,
  cause: Cause,
): readonly string[] {
  // Nobody touches whoever administers the organisation, or what never was the bridge's.
  if (administrators.has(account.userid) || madeByHand(account) || lateGuests.has(account.userid)) return [];
  const who = `${account.job_number} (${cause})`;
  const { action } = rules.leavers[cause];
  switch (action) {
    case 'nothing':
      return [];
    case 'delete':
      return [`the account of ${who} is still there`];
    case 'holding':
    case 'remove': {
      const [place, ...more] = account.dept_id_list;
      const left = account.exclusive_account && action === 'remove' && place === foreignDepartmentId;
      const fine = more.length === 0 && (place === made.holding || left);
      return fine ? [] : [`the account of ${who} is in ${account.dept_id_list.join(', ')}`];
    }
    case 'disable':
      return account.disabled || !account.exclusive_account ? [] : [`the account of ${who} is not disabled`];
  }
}

const mobilesOf = ({ people }: End, number: string): ReadonlySet<string> =>
  people.find((one) => `n${String(one.number)}` === number)?.mobiles ?? new Set();

/** By an account, or by somebody whose enterprise account stands for it. */
function isTaken(end: End, number: string, mobile: string): boolean {
  return end.dingTalk.users.some(
    (one) =>
      one.mobile === mobile ||
      (one.exclusive_account && one.job_number !== number && mobilesOf(end, one.job_number).has(mobile)),
  );
}

const titleIn = ({ dept_title_list: list }: SimulatedUser, id: number) =>
  list.find((one) => one.dept_id === id)?.title ?? '';

const sorted = (ids: readonly number[]) => [...new Set(ids)].sort((a, b) => a - b);

/** Whoever is on his way out may or may not still be a manager. */
function managersOf(end: End, user: ScimDocument, accounts: Accounts): readonly string[] {
  const id = (user[enterprise] as { manager?: { value?: string } } | undefined)?.manager?.value;
  const manager = end.users.find((one) => one.id === id);
  const account = manager && accounts.get(numberOf(manager));
  if (!manager || !account || madeByHand(account)) return [''];
  return causeOf(end, manager) === undefined ? [account.userid] : ['', account.userid];
}
