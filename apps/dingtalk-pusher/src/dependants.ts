import type { Ending, Plan, Settings } from '#provisioning';
import type { LinkFinish, LinkSituation } from '#store';

/**
 * Reports lose a manager who leaves; people and departments lose a Group that is synced no more, and gain one that was to
 * be a role and is a department: nobody waits for a role. Whose titles are listed by the names of departments is looked at
 * when one is renamed.
 */
export function dependantsOf(
  { departmentTitles }: Settings,
  read: LinkSituation,
  { change, outOfScope, becomes }: Plan,
  { presence }: Ending,
): Pick<LinkFinish, 'dependants'> {
  const { resourceId, kind } = read;
  if (resourceId === null) return {};
  const rescoped = read.outOfScope !== (outOfScope ?? false);
  if (kind !== 'account') {
    const renamed = change?.kind === 'updateDepartment' && change.set.name !== undefined;
    const retitled = renamed && departmentTitles.kind === 'listed';
    // Of one whose create had no answer nobody knows any more what it was before.
    const found = kind === 'department' && read.presence === 'creating' && presence === 'present';
    const turned = kind === 'role' && becomes === 'department';
    return rescoped || retitled || found || turned ? { dependants: { of: 'group', resourceId } } : {};
  }
  const left = read.presence === 'present' && presence !== 'present';
  return rescoped || left ? { dependants: { of: 'manager', resourceId } } : {};
}

/** Roles are looked at whose members come, leave, or are to be neither for a while; only where Groups are roles. */
export function touchesRoles(
  { groups }: Settings,
  read: LinkSituation,
  { leaving, outOfScope }: Plan,
  { presence }: Ending,
): boolean {
  if (read.kind !== 'account' || (groups.as !== 'roles' && groups.roles === undefined)) return false;
  const isThere = (one: Ending['presence']) => one === 'present';
  return (
    isThere(read.presence) !== isThere(presence) ||
    read.leaveCause !== (leaving ?? null) ||
    read.outOfScope !== (outOfScope ?? false)
  );
}
