import type { Lane } from '#common';
import { askedPaths, groupsNamedIn, isInScope, leaveCauseOf } from '#provisioning';
import type { AskedPaths } from '#provisioning';
import type { ClaimedLink, Connection, LinkSituation } from '#store';
import type { DrainScope } from './drain-scope.js';

/** What a plan is made from, and the settings it is made by. */
export interface LinkRead {
  readonly read: LinkSituation;
  readonly connection: Connection;
  /** Lanes that have work because of departments that were asked for. */
  readonly woken: readonly Lane[];
}

/**
 * Reads a Link. Where a path leads to it that leads through departments nobody has asked for yet, they are
 * asked for, and it is read again.
 *
 * @returns undefined when there is no such Link, or its lease is somebody else's
 */
export async function readLink(scope: DrainScope, claimed: ClaimedLink): Promise<LinkRead | undefined> {
  const seen = await situationOf(scope, claimed);
  if (!seen) return undefined;
  const asked = pathsOf(seen);
  if (isAsked(asked, seen.read)) return { ...seen, woken: [] };
  const { id, epoch } = claimed;
  const woken = await scope.links.askForPaths({ id, epoch, ...asked });
  const again = woken && (await situationOf(scope, claimed));
  return again && { ...again, woken };
}

type Situated = Omit<LinkRead, 'woken'>;

/**
 * The situation, with the settings of the moment of reading. They may have been saved since the drain began, and
 * may name other Groups: then it is read anew.
 */
async function situationOf(
  { connection, links, reread }: DrainScope,
  { id }: ClaimedLink,
): Promise<Situated | undefined> {
  const read = await links.situation(id, groupsNamedIn(connection.settings.scope));
  if (read === undefined || read.settingsVersion === connection.settingsVersion) {
    return read && { read, connection };
  }
  const current = await reread();
  const again = await links.situation(id, groupsNamedIn(current.settings.scope));
  return again && { read: again, connection: current };
}

function pathsOf({ read, connection: { settings, closing } }: Situated): AskedPaths {
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
  return asked.own && isInScope('Group', body, scopeGroups, settings.scope)
    ? asked
    : { ...standingPath(read, asked), steps: [] };
}

/**
 * A Group that is to be no department any more stands for the path where its department is, as long as there is one and
 * whatever it is called by now.
 */
function standingPath(
  { kind, presence, pathKey: key, path: segments }: LinkSituation,
  { own }: AskedPaths,
): Pick<AskedPaths, 'own'> {
  if (kind !== 'department' || presence === 'none' || presence === 'gone') return {};
  if (key !== null && segments !== null) return { own: { key, segments } };
  return own ? { own } : {};
}

function isAsked({ own, steps }: AskedPaths, read: LinkSituation): boolean {
  if (read.pathOccupied || (own?.key ?? null) !== read.pathKey) return false;
  if (steps.length !== read.wantedPaths.length || steps.length !== read.steps.length) return false;
  return steps.every(({ key }, index) => key === read.wantedPaths[index]);
}
