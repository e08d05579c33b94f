import { getUser, Rejected, updateUser } from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import type { Change } from '#provisioning';
import { appliedAccount } from './applied.js';
import { divide } from './own-departments.js';
import type { OwnDepartments } from './own-departments.js';
import type { Result } from './result.js';

/**
 * Writes what differs, in one call. Where the account lies, or may lie, in departments that are none of ours,
 * a change of departments is read before it is written: `dept_id_list` replaces all of them (fact sheet 3.2).
 */
export async function updateAccount(
  client: DingTalkClient,
  { userId, set, clear, fields, repairs, keepForeign }: Extract<Change, { readonly kind: 'updateAccount' }>,
  isOurs: OwnDepartments,
  mayCall: () => void,
): Promise<Result> {
  try {
    const names = [...Object.keys(set), ...clear];
    if (set.departmentIds === undefined || !keepForeign) {
      await updateUser(client, userId, set, clear);
      return { kind: 'done', applied: appliedAccount(fields, repairs), fields: names };
    }
    const seen = await getUser(client, userId);
    const { foreign } = divide(seen.departmentIds, await isOurs(seen.departmentIds));
    mayCall();
    const departmentIds = [...set.departmentIds, ...foreign].sort((a, b) => a - b);
    await updateUser(client, userId, { ...set, departmentIds }, clear);
    return {
      kind: 'done',
      applied: appliedAccount(fields, repairs),
      fields: names,
      foreignDepartments: foreign,
    };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'notFound') return { kind: 'absent' };
    throw error;
  }
}
