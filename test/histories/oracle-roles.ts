import type { ScimDocument } from '../support/clients.js';
import type { SimulatedRole } from '../support/simulator-client.js';
import { causeOf, externalOf, isSynced, madeByHand, numberOf, useOf } from './end.js';
import type { End } from './end.js';
import type { Accounts } from './oracle-people.js';
import { roleGroup } from './rules.js';

const nameOf = ({ displayName }: ScimDocument) => String(displayName);

/** What is wrong with the roles that Groups are. */
export function faultsOfRoles(end: End, accounts: Accounts): readonly string[] {
  const { rules, groups, dingTalk } = end;
  const wanted = groups.filter((group) => isSynced(end, group) && useOf(rules, group) === 'roles');
  const roles = dingTalk.roles.filter(({ group }) => group === roleGroup);
  const strays = roles.filter(({ name }) => !wanted.some((group) => nameOf(group) === name));
  return [
    ...(strays.length > keptAsRoles(end, wanted) + beaten(wanted)
      ? strays.map(({ name }) => `nobody asks for the role ${name}`)
      : []),
    ...wanted.flatMap((group) => {
      const role = roles.find(({ name }) => name === nameOf(group));
      if (!role) return staysDepartment(end, group) ? [] : [`the role ${nameOf(group)} is missing`];
      const namesakes = wanted.filter((other) => nameOf(other) === nameOf(group));
      // Whose the role is of several that want its name is not told by DingTalk; one that was left as it is keeps it.
      const isTheirs = namesakes.length === 1 && keptAsRoles(end, wanted) === 0;
      return isTheirs ? faultsOfMembers(end, group, role, accounts) : [];
    }),
  ];
}

/** How many Groups may still be the roles that they were: where such are left as they are. */
function keptAsRoles({ rules, groups }: End, wanted: readonly ScimDocument[]): number {
  return rules.leavers.outOfScope.action === 'nothing' ? groups.length - wanted.length : 0;
}

/** How many Groups may still be called what they were, because another one's role has the name. */
const beaten = (wanted: readonly ScimDocument[]): number => wanted.length - new Set(wanted.map(nameOf)).size;

/** A Group is one thing at a time: it becomes a role when its department is gone, which others may lie in. */
const staysDepartment = ({ dingTalk }: End, { externalId }: ScimDocument): boolean =>
  dingTalk.departments.some(({ source_identifier: mark }) => [externalId, 'path'].includes(externalOf(mark)));

function faultsOfMembers(
  end: End,
  group: ScimDocument,
  { userids }: SimulatedRole,
  accounts: Accounts,
): readonly string[] {
  const isIn = (user: ScimDocument) => group.members?.some(({ value }) => value === user.id) ?? false;
  return end.users.flatMap((user) => {
    const account = accounts.get(numberOf(user));
    // Who is on his way out may be in it or not; about whom something was refused nothing more is done.
    if (!account || madeByHand(account) || causeOf(end, user) !== undefined) return [];
    if (end.refused.has(account.userid) || userids.includes(account.userid) === isIn(user)) return [];
    return [`${numberOf(user)} is ${isIn(user) ? 'not ' : ''}in the role ${nameOf(group)}`];
  });
}
