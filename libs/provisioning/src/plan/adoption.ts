import type { Change, Plan } from './change.js';
import { blocked, retry } from './ending.js';
import type { AccountSituation, DepartmentSituation, LinkView } from './situation.js';

/**
 * Takes over the account that somebody approved, if SCIM still says what it said then; whom somebody has unlinked is
 * left alone until then.
 *
 * @returns undefined where the person is made in the usual way
 */
export function planAdoption({ link, person }: AccountSituation): Plan | undefined {
  return (
    person &&
    adopted(link, ({ externalId: userId, keys }) => ({
      kind: 'adoptAccount',
      userId,
      keys,
      person,
    }))
  );
}

/** As planAdoption, for departments. @param name as it would be called */
export function planDepartmentAdoption({ link }: DepartmentSituation, name: string): Plan | undefined {
  return adopted(link, ({ externalId, keys }) => ({
    kind: 'adoptDepartment',
    departmentId: Number(externalId),
    ...(keys.includes('path') ? { name } : {}),
  }));
}

function adopted(
  { presence, adopting, unlinked }: LinkView,
  changeOf: (adopting: NonNullable<LinkView['adopting']>) => Change,
): Plan | undefined {
  if (presence !== 'none') return undefined;
  if (adopting && !adopting.asListed) return { ending: retry('none', 0), claims: [], adoptionMoved: true };
  // What it turns out to show may differ from what is desired: it is looked at again at once.
  if (adopting) return { change: changeOf(adopting), ending: retry('none', 0), claims: [] };
  return unlinked ? { ending: blocked('none', 'unlinked'), claims: [] } : undefined;
}
