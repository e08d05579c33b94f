import { askedPaths, isInScope, leaveCauseOf } from '#provisioning';
import type { AskedPaths } from '#provisioning';
import type { Connection, LinkSituation } from '#store';

/** The paths that a Link has to do with, by what was read of it. */
export function pathsOf(
  { settings, closing }: Pick<Connection, 'settings' | 'closing'>,
  read: LinkSituation,
): AskedPaths {
  const { kind, body, scopeGroups } = read;
  // Nobody who is on his way out asks for a department: where his account still lies in one, that waits for him.
  const leaves =
    kind === 'account' &&
    leaveCauseOf({ settings, scopeGroups, ...(body === null ? {} : { person: body }) }) !== undefined;
  const asked = askedPaths(settings, {
    kind,
    ...(body === null || leaves || closing ? {} : { body }),
    ...(read.path === null || read.resourceId !== null
      ? {}
      : { path: { segments: read.path, wanted: read.pathWanted } }),
  });
  if (kind === 'account' || body === null || settings.departments.kind !== 'groupNames') return asked;
  if (asked.own && isInScope('Group', body, scopeGroups, settings.scope)) return asked;
  const segments = standsAt(read, asked);
  return segments
    ? askedPaths(settings, { kind, path: { segments, wanted: read.pathWanted } })
    : { steps: [] };
}

/**
 * A Group that is to be no department any more stands for the path where its department is, as long as there is one and
 * whatever it is called by now.
 */
function standsAt(
  { kind, presence, path }: LinkSituation,
  { own }: AskedPaths,
): readonly string[] | undefined {
  const isThere = kind === 'department' && presence !== 'none' && presence !== 'gone';
  return isThere ? (path ?? own?.segments) : undefined;
}

/** Whether these are the paths that are written down of it, and nothing stands in their place. */
export function isAsked({ own, steps }: AskedPaths, read: LinkSituation): boolean {
  if (read.pathOccupied || (own?.key ?? null) !== read.pathKey) return false;
  if (steps.length !== read.wantedPaths.length || steps.length !== read.steps.length) return false;
  return steps.every(({ key }, index) => key === read.wantedPaths[index]);
}
