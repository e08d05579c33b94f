import type { JsonObject } from '#common';
import { matches, parseFilter } from '#scim';
import type { ResourceType } from '#scim';
import type { Scope } from './scope-settings.js';

/** The Groups that a scope names: which of them a Resource is in has to be read. */
export const groupsNamedIn = ({ includedGroups, excludedGroups }: Scope): readonly string[] => [
  ...new Set([...includedGroups, ...excludedGroups]),
];

/**
 * Whether a Resource is synced.
 *
 * @param groups those of groupsNamedIn() that it is in, through other Groups too; for a Group also itself
 */
export function isInScope(
  type: ResourceType,
  body: JsonObject,
  groups: readonly string[],
  scope: Scope,
): boolean {
  const { includedGroups, excludedGroups } = scope;
  if (groups.some((id) => excludedGroups.includes(id))) return false;
  if (includedGroups.length > 0 && !groups.some((id) => includedGroups.includes(id))) return false;
  const filter = type === 'User' ? scope.users : scope.groups;
  return filter === undefined || matches(parseFilter(filter, type), body);
}
