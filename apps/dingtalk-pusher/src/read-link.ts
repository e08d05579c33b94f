import type { Lane } from '#common';
import { groupsNamedIn } from '#provisioning';
import type { ClaimedLink, Connection, LinkSituation } from '#store';
import type { DrainScope } from './drain-scope.js';
import { isAsked, pathsOf } from './link-paths.js';

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
  const asked = pathsOf(seen.connection, seen.read);
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
