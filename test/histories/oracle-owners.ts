import type { ScimDocument } from '../support/clients.js';
import type { SimulatedDepartment } from '../support/simulator-client.js';
import { externalOf } from './end.js';

/** The Groups of these that hold a Group. */
export const groupsAround = (
  groups: readonly ScimDocument[],
  { id }: ScimDocument,
): readonly ScimDocument[] => groups.filter(({ members = [] }) => members.some(({ value }) => value === id));

/**
 * Which department is a Group's, by the Group's id. It bears the Group's externalId; one that was made for the Group's
 * path, when names were paths, bears that for ever, and is known only by its name and by what it lies in.
 */
export function departmentsOfGroups(
  groups: readonly ScimDocument[],
  departments: readonly SimulatedDepartment[],
  rootId: number,
): ReadonlyMap<string, SimulatedDepartment> {
  const own = new Map<string, SimulatedDepartment>();
  for (const { id, externalId } of groups) {
    const marked = departments.find(({ source_identifier: mark }) => externalOf(mark) === externalId);
    if (marked) own.set(id, marked);
  }
  const claim = (group: ScimDocument, isPlaced: (parent: number | undefined) => boolean): void => {
    if (own.has(group.id)) return;
    const taken = [...own.values()];
    const found = departments.find(
      (one) =>
        externalOf(one.source_identifier) === 'path' &&
        one.name === group.displayName &&
        isPlaced(one.parent_id) &&
        !taken.includes(one),
    );
    if (found) own.set(group.id, found);
  };
  const placesOf = (group: ScimDocument) => {
    const around = groupsAround(groups, group);
    return around.length > 0 ? around.map(({ id }) => own.get(id)?.dept_id) : [rootId];
  };
  // What lies below others is told by them: as often as there may be levels.
  for (let levels = 0; levels < groups.length; levels += 1) {
    for (const one of groups) claim(one, (parent) => placesOf(one).includes(parent));
  }
  for (const one of groups) claim(one, () => true);
  return own;
}

/** A Group may have taken over a department that was made for its path. */
export const isMadeFor = ({ externalId }: ScimDocument, mark: string | undefined): boolean =>
  [externalId, 'path'].includes(externalOf(mark));
