import type { Directory, GroupOfUser } from '#store';

/** The Groups of a person, as the console is told them. */
export const toldGroups = (groups: readonly GroupOfUser[] = []) =>
  groups.map(({ value, display, type }) => ({
    id: value,
    name: display ?? null,
    direct: type === 'direct',
  }));

/** Departments where DingTalk has a person, with the names of those that are the connection's own. */
export async function toldDepartments(directory: Directory, ids: readonly number[]) {
  const names = await directory.departmentNames(ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? null }));
}
