import type { UserRead } from '#dingtalk';
import {
  departmentKnown,
  doubtfulFields,
  isPersonMirrored,
  learnPerson,
  mirroredUser,
  personKnown,
  shownFields,
} from '#provisioning';
import type { FieldPermission, Mirrored, MirrorPerson } from '#provisioning';
import { isHomeSchoolOnly, personOf } from './known.js';
import type { MirrorTerms } from './terms.js';

/** What a call has told of people. */
export interface LearntPeople {
  readonly found: readonly Mirrored[];
  /**
   * Read, and not to be mirrored: out of scope, of a school's families, or put there by a connection of the other
   * direction.
   */
  readonly absent: readonly { readonly kind: 'account'; readonly externalId: string }[];
  readonly hidden: readonly FieldPermission[];
}

/**
 * Makes Users of people that one call has read.
 *
 * @param how `list`: as members of a department that is mirrored
 */
export async function learnPeople(
  terms: MirrorTerms,
  reads: readonly UserRead[],
  how: 'list' | 'person',
): Promise<LearntPeople> {
  const { connection, mirror, permissions } = terms;
  const people = reads.map(personOf);
  const ids = people.map(({ userId }) => userId);
  const [known, echoes] = await Promise.all([mirror.known('account', ids), mirror.echoes('account', ids)]);
  const before = (userId: string) => personKnown(known.get(userId));
  const shown = shownFields(people);
  const doubtful = new Set(people.flatMap((one) => doubtfulFields(one, before(one.userId), shown)));
  const granted = await permissions.stillGranted(doubtful);
  const reading = { by: how, readable: new Set([...shown, ...granted]) };

  const { scope } = connection.settings.mirror;
  const families = new Set(reads.filter(isHomeSchoolOnly).map(({ userId }) => userId));
  const everywhere = how === 'list' || (scope.include.length === 0 && scope.exclude.length === 0);
  const learnt: MirrorPerson[] = [];
  const absent: LearntPeople['absent'][number][] = [];
  for (const read of people) {
    const person = learnPerson(read, before(read.userId), reading);
    const inMirrored = everywhere || (await mirror.isAnyDepartmentMirrored(person.departmentIds));
    const isOthers = families.has(person.userId) || echoes.has(person.userId);
    if (isPersonMirrored(scope, person, inMirrored) && !isOthers) learnt.push(person);
    else absent.push({ kind: 'account', externalId: person.userId });
  }
  const hidden = [...doubtful].filter((permission) => !granted.includes(permission));
  return { found: await shapePeople(terms, learnt), absent, hidden };
}

/** The Users of people as they are known; the name of the only department of each is looked up. */
export async function shapePeople(
  { connection, mirror }: Pick<MirrorTerms, 'connection' | 'mirror'>,
  people: readonly MirrorPerson[],
): Promise<readonly Mirrored[]> {
  const { id: connectionId, settings } = connection;
  const only = new Set(
    people.flatMap(({ departmentIds: [id, second] }) => (second === undefined ? (id ?? []) : [])),
  );
  const departments = only.size === 0 ? undefined : await mirror.known('department', [...only].map(String));
  return people.map((person) => {
    const [id, second] = person.departmentIds;
    const department = second === undefined ? departmentKnown(departments?.get(String(id))) : undefined;
    return mirroredUser(person, {
      connectionId,
      mirror: settings.mirror,
      region: settings.region,
      departmentName: department?.name,
    });
  });
}
