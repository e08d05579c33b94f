import { getUser, Rejected, updateUser } from '#dingtalk';
import type { DingTalkClient, UserRead } from '#dingtalk';
import type { Change } from '#provisioning';
import { appliedAccount } from './applied.js';
import { divide } from './own-departments.js';
import type { OwnDepartments } from './own-departments.js';
import type { Result } from './result.js';
import { sightingOf } from './sighting.js';

type Updated = Extract<Change, { readonly kind: 'updateAccount' }>;

/** What a list of ours would take away from departments of others, if it replaced what is there. */
function withForeign(
  { departmentIds, departmentTitles }: Updated['set'],
  foreign: readonly number[],
  seen: UserRead,
): Pick<Updated['set'], 'departmentIds' | 'departmentTitles'> {
  const titles = Object.entries(seen.departmentTitles).filter(([id]) => foreign.includes(Number(id)));
  return {
    ...(departmentIds ? { departmentIds: [...departmentIds, ...foreign].sort((a, b) => a - b) } : {}),
    ...(departmentTitles
      ? { departmentTitles: Object.fromEntries([...titles, ...Object.entries(departmentTitles)]) }
      : {}),
  };
}

/**
 * Writes what differs, in one call. Where the account lies, or may lie, in departments that are none of ours,
 * a change of departments is read before it is written: `dept_id_list` replaces all of them (fact sheet 3.2), and a
 * list of titles may.
 */
export async function updateAccount(
  client: DingTalkClient,
  { userId, set, clear, fields, repairs, keepForeign }: Updated,
  isOurs: OwnDepartments,
  mayCall: () => void,
): Promise<Result> {
  try {
    const names = [...Object.keys(set), ...clear];
    const writesDepartments = set.departmentIds !== undefined || set.departmentTitles !== undefined;
    if (!writesDepartments || !keepForeign) {
      await updateUser(client, userId, set, clear);
      const { departmentIds: all } = set;
      const left = all && { foreignDepartments: divide(all, await isOurs(all)).foreign };
      return { kind: 'done', applied: appliedAccount(fields, repairs), fields: names, ...left };
    }
    const seen = await getUser(client, userId);
    const { foreign } = divide(seen.departmentIds, await isOurs(seen.departmentIds));
    mayCall();
    await updateUser(client, userId, { ...set, ...withForeign(set, foreign, seen) }, clear);
    return {
      kind: 'done',
      applied: appliedAccount(fields, repairs),
      fields: names,
      foreignDepartments: foreign,
      sighting: sightingOf(seen),
    };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'notFound') return { kind: 'absent' };
    throw error;
  }
}
