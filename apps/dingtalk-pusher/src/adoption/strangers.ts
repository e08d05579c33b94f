import type { UserRead } from '#dingtalk';
import type { ExistingDepartment } from '#provisioning';
import type { Connection, Preflights } from '#store';
import type { PlacedDepartment } from '../directory.js';

/** Those who are neither made by us nor taken over. */
export async function strangersOf(
  { stamp }: Connection,
  preflights: Preflights,
  members: readonly UserRead[],
): Promise<readonly UserRead[]> {
  const others = members.filter(({ userId }) => !userId.startsWith(`${stamp}-`));
  if (others.length === 0) return [];
  const linked = await preflights.linked(
    'account',
    others.map(({ userId }) => userId),
  );
  return others.filter(({ userId }) => !linked.has(userId));
}

/** The departments that were seen, and which of them are ours. */
export async function existingDepartments(
  { stamp }: Connection,
  preflights: Preflights,
  seen: readonly PlacedDepartment[],
): Promise<readonly ExistingDepartment[]> {
  const linked = await preflights.linked(
    'department',
    seen.map(({ departmentId }) => String(departmentId)),
  );
  return seen.map(({ departmentId, parentId, name, sourceIdentifier }) => ({
    departmentId,
    parentId,
    name,
    ours: linked.has(String(departmentId)) || sourceIdentifier?.startsWith(`${stamp}:`) === true,
  }));
}
