import type { ScimDocument } from '../support/clients.js';
import type { LoggedCall, SimulatedUser } from '../support/simulator-client.js';
import { causeOf, madeByHand, numberOf } from './end.js';
import type { History } from './history.js';
import { customFields } from './rules.js';

const field = `extension.${customFields.unknown}`;

/** After so many repairs that did not help a field is left alone. */
const mostRepairs = 2;

/** Somebody who is in DingTalk, as both sides have him. */
interface Seen {
  readonly user: ScimDocument;
  readonly account: SimulatedUser;
  readonly told: boolean;
}

/**
 * At the end DingTalk is read, and everything can be read: a field that it took and did not keep has been written again
 * twice at the most, is told on that Link and on no other, and is written no more. Where DingTalk keeps it by then, the
 * next value heals it.
 */
export async function faultsOfUnkept(
  history: History,
  refused: ReadonlySet<string>,
): Promise<readonly string[]> {
  const { engine, hands, company, administrator, turns, tenant } = history;
  const { custom } = administrator.rules;
  if (!custom) return (await seen(history, refused)).flatMap(faultsOfUnmapped);
  await hands.showFields(3);
  const first = await tenant.mark();
  await engine.readBack();
  const faults = [...tooOften(await tenant.calls('user/update', first), mostRepairs)];
  const second = await tenant.mark();
  await engine.readBack();
  const people = await seen(history, refused);
  faults.push(...tooOften(await tenant.calls('user/update', second), 0), ...people.flatMap(faultsOfPerson));
  const [one] = people.filter(({ told }) => told);
  if (!one) return faults;
  turns.happened.add('field told as not settable');
  await hands.learnField();
  const third = await tenant.mark();
  await company.nickname(one.user.id, 'Healed');
  await engine.readBack();
  const healed = await seen(history, refused);
  const same = healed.find(({ user }) => user.id === one.user.id);
  if (!same || same.told || shownTo(same) !== 'Healed') faults.push(`${numberOf(one.user)} does not heal`);
  else turns.happened.add('told field heals');
  const { userid } = one.account;
  const others = (await tenant.calls('user/update', third)).filter(({ body }) => body?.userid !== userid);
  return [...faults, ...tooOften(others, 0), ...healed.flatMap(faultsOfPerson)];
}

/** Everybody who stays and whose account is ours, and no enterprise account, of which less can be read. */
async function seen({ tenant, company, administrator }: History, refused: ReadonlySet<string>) {
  const [users, groups] = [await company.all('Users'), await company.all('Groups')];
  const [links, { users: accounts }] = [await tenant.links(), await tenant.state()];
  return users.flatMap((user): Seen[] => {
    const account = accounts.find(({ job_number: number }) => number === numberOf(user));
    const stays = causeOf({ rules: administrator.rules, groups }, user) === undefined;
    const link = links.find(({ resourceId }) => resourceId === user.id);
    if (!account || !stays || !link || link.externalId !== account.userid) return [];
    if (madeByHand(account) || account.exclusive_account || refused.has(account.userid)) return [];
    const told = link.faults.some((one) => one.field === field && one.fault === 'notSettable');
    return [{ user, account, told }];
  });
}

function faultsOfUnmapped({ user, told }: Seen): readonly string[] {
  return told ? [`${numberOf(user)} is told ${field}, which nobody asks for`] : [];
}

function faultsOfPerson(one: Seen): readonly string[] {
  const differs = shownTo(one) !== (one.user.nickName ?? '');
  if (differs === one.told) return [];
  return [
    `${field} of ${numberOf(one.user)} ${differs ? 'differs and is not' : 'is as it should be and'} told`,
  ];
}

const shownTo = ({ account }: Seen): string => account.extension[customFields.unknown] ?? '';

/** Whose field was written more often than so. */
function tooOften(calls: readonly LoggedCall[], most: number): readonly string[] {
  const times = new Map<string, number>();
  for (const { body, errcode } of calls) {
    const isWritten = JSON.stringify(body?.extension ?? '').includes(customFields.unknown);
    if (errcode !== '0' || !isWritten) continue;
    const userid = String(body?.userid);
    times.set(userid, (times.get(userid) ?? 0) + 1);
  }
  return [...times]
    .filter(([, count]) => count > most)
    .map(
      ([userid, count]) => `${field} of ${userid} was written ${String(count)} times, not ${String(most)}`,
    );
}
