import type { JsonObject } from '#common';
import { parseValueSource, valuesOf } from '#scim';
import { groupUse } from '../group-settings.js';
import type { LinkKind } from '../link.js';
import type { Settings } from '../settings.js';
import type { DepartmentSource } from './source.js';
import { pathFrom, readDepartmentPath, stepsTo } from './path.js';
import type { DepartmentPath } from './path.js';

/** The paths that a Link has to do with. */
export interface AskedPaths {
  /** The path that this department stands for. */
  readonly own?: DepartmentPath;
  /** The departments that must be there for it, the topmost first. */
  readonly steps: readonly DepartmentPath[];
}

/** What the asking of a Link depends on. */
export interface Asking {
  readonly kind: LinkKind;
  /** The User or Group; absent where there is none, or none any more. */
  readonly body?: JsonObject;
  /** A department that stands for a path of its own, and whether anybody's path still leads through it. */
  readonly path?: { readonly segments: readonly string[]; readonly wanted: boolean };
}

type UserPath = Extract<DepartmentSource, { readonly kind: 'userPath' }>;

const nothing: AskedPaths = { steps: [] };

/** Which departments must be made because a path leads to this person or department. */
export function askedPaths(
  { departments: source, groups }: Pick<Settings, 'departments' | 'groups'>,
  asking: Asking,
): AskedPaths {
  if (asking.path && !asking.body) return ofPath(asking.path);
  switch (source.kind) {
    case 'groups':
    case 'none':
      return nothing;
    case 'userPath':
      return asking.kind === 'account' ? ofPerson(asking, source) : nothing;
    case 'groupNames':
      if (asking.kind === 'account' || !asking.body) return nothing;
      return groupUse(groups, asking.body) === 'departments'
        ? ofGroup(asking.body, source.separator)
        : nothing;
  }
}

function ofPerson({ body }: Asking, source: UserPath): AskedPaths {
  // The first text that is a path: of a list, as the identity provider orders it.
  const texts = body ? valuesOf(parseValueSource(source.attribute, 'User'), body) : [];
  const path = texts
    .map((text) => (typeof text === 'string' ? readDepartmentPath(text, source.separator) : undefined))
    .find((found) => found !== undefined);
  return path ? { steps: stepsTo(path) } : nothing;
}

function ofGroup({ displayName }: JsonObject, separator: string): AskedPaths {
  const path = typeof displayName === 'string' ? readDepartmentPath(displayName, separator) : undefined;
  return path ? { own: path, steps: stepsTo(path).slice(0, -1) } : nothing;
}

/** A department between others goes with the last of them. */
function ofPath(path: NonNullable<Asking['path']>): AskedPaths {
  const own = pathFrom(path.segments);
  return { own, steps: path.wanted ? stepsTo(own).slice(0, -1) : [] };
}
