import { personKnown } from '#provisioning';
import type { MirrorDepartment } from '#provisioning';
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
    const people = members.flatMap(({ known, observedAt }) => {
      const person = personKnown(known);
      return person ? [{ person, observedAt }] : [];
    });
    const last = people.at(-1);
    if (!last) return;
    const only = people.filter(({ person }) => person.departmentIds.length === 1);
    const shaped = await shapePeople(
      terms,
      only.map(({ person }) => person),
    );
    await terms.mirror.reshape(
      only.flatMap(({ observedAt }, n) => {
        const mirrored = shaped[n];
        return mirrored ? [{ mirrored, observedAt }] : [];
      }),
    );
    after = last.person.userId;
  }
}
