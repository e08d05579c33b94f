import { createHash } from 'node:crypto';

/** A department by the way to it, from the connection's root: the names as SCIM writes them. */
export interface DepartmentPath {
  /** What the Links of this path are found by: the path itself, hashed, so that its length does not matter. */
  readonly key: string;
  /** At least one. */
  readonly segments: readonly string[];
}

/**
 * Reads a path as identity providers write it; blanks around a name and empty names say nothing. Case counts:
 * what differs in case only differs.
 *
 * @returns undefined when no name is left
 */
export function readDepartmentPath(text: string, separator: string): DepartmentPath | undefined {
  const segments = text
    .split(separator)
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name !== '');
  return segments.length === 0 ? undefined : pathFrom(segments);
}

/** The way to a department, step by step: the topmost first, the path itself last. */
export function stepsTo({ segments }: DepartmentPath): readonly DepartmentPath[] {
  return segments.map((_, index) => pathFrom(segments.slice(0, index + 1)));
}

/** The department above; undefined right below the connection's root. */
export function above({ segments }: DepartmentPath): DepartmentPath | undefined {
  return segments.length < 2 ? undefined : pathFrom(segments.slice(0, -1));
}

/** A path from the names on the way, of which there is at least one. */
export function pathFrom(segments: readonly string[]): DepartmentPath {
  // A length before each name: no two paths read alike, whatever their names hold.
  const digest = createHash('sha256');
  for (const name of segments) digest.update(`${String(name.length)}:${name}`);
  return { key: digest.digest('base64url').slice(0, 32), segments };
}
