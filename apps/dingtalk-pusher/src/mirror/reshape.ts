import type { MirrorDepartment, MirrorPerson } from '#provisioning';
import { personKnown } from './known.js';
import { shapePeople } from './people.js';
import type { MirrorTerms } from './terms.js';

const atOnce = 500;

/** A department has another name: it stands in the Users of those who lie in no other. No call is made. */
export async function reshapeMembers(
  terms: Pick<MirrorTerms, 'connection' | 'mirror'>,
  { departmentId }: MirrorDepartment,
): Promise<void> {
  for (let after = ''; ;) {
    const members = await terms.mirror.knownMembers(departmentId, after, atOnce);
    const people = members.map(personKnown).filter((person): person is MirrorPerson => person !== undefined);
    const last = people.at(-1);
    if (!last) return;
    const only = people.filter(({ departmentIds }) => departmentIds.length === 1);
    await terms.mirror.reshape(await shapePeople(terms, only));
    after = last.userId;
  }
}
