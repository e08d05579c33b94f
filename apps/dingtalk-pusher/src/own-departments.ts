import type { Settings } from '#provisioning';
import type { Links } from '#store';

/** Tells which of these departments the bridge owns a person's membership of. */
export type OwnDepartments = (ids: readonly number[]) => Promise<ReadonlySet<number>>;

/**
 * The connection's departments, and those that its settings put people into.
 *
 * @param written where the bridge has put this one person: its own, whatever the settings have become since
 */
export async function ownDepartments(
  links: Pick<Links, 'ownDepartments'>,
  { defaultDepartmentId, holdingDepartmentId }: Pick<Settings, 'defaultDepartmentId' | 'holdingDepartmentId'>,
  ids: readonly number[],
  written: readonly number[] = [],
): Promise<ReadonlySet<number>> {
  const own = new Set([...(await links.ownDepartments(ids)), ...written]);
  for (const id of [defaultDepartmentId, holdingDepartmentId]) if (id !== undefined) own.add(id);
  return own;
}

/** An account's departments: those that the bridge put it into, and those of others; both ascending. */
export function divide(
  ids: readonly number[],
  own: ReadonlySet<number>,
): { readonly ours: readonly number[]; readonly foreign: readonly number[] } {
  const sorted = [...ids].sort((a, b) => a - b);
  return { ours: sorted.filter((id) => own.has(id)), foreign: sorted.filter((id) => !own.has(id)) };
}
