import type { MirrorSettings } from './mirror-settings.js';
import type { MirrorPerson } from './person.js';

type Scope = MirrorSettings['scope'];

/**
 * Whether a department is mirrored: it lies below an included one, or is one, and nothing between it and that is
 * excluded. The nearest word decides.
 *
 * @param way its id and those above it, nearest first
 */
export function isDepartmentMirrored({ include, exclude }: Scope, way: readonly number[]): boolean {
  for (const id of way) {
    if (exclude.includes(id)) return false;
    if (include.includes(id)) return true;
  }
  return include.length === 0;
}

/** Whether a person is mirrored. @param inMirrored whether one of his departments is */
export function isPersonMirrored(scope: Scope, person: MirrorPerson, inMirrored: boolean): boolean {
  if (!scope.withoutMobile && person.mobile === undefined) return false;
  if (!scope.notActivated && !person.active) return false;
  return inMirrored;
}
