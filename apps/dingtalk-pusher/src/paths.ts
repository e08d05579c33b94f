import { askedPaths } from '#provisioning';
import type { AskedPaths } from '#provisioning';
import type { ClaimedLink, Connection, LinkSituation } from '#store';
import type { Lane } from '#common';
import type { DrainScope } from './drain-scope.js';

/** A Link's situation once everything its paths lead through is at least on its way. */
export interface PathsRead {
  readonly read: LinkSituation;
  /** Lanes that have work because of what was asked for. */
  readonly woken: readonly Lane[];
}

/**
 * Reads a Link. Where a path leads to it that leads through departments nobody has asked for yet, they are
 * asked for, and it is read again.
 *
 * @returns undefined when there is no such Link, or its lease is somebody else's
 */
export async function readWithPaths(
  { connection, links }: DrainScope,
  { id, epoch }: ClaimedLink,
): Promise<PathsRead | undefined> {
  const read = await links.situation(id);
  if (!read) return undefined;
  const asked = pathsOf(connection, read);
  if (isAsked(asked, read)) return { read, woken: [] };
  const woken = await links.askForPaths({ id, epoch, ...asked });
  const again = woken && (await links.situation(id));
  return again && { read: again, woken };
}

function pathsOf({ settings }: Connection, read: LinkSituation): AskedPaths {
  return askedPaths(settings.departments, {
    kind: read.kind,
    ...(read.body === null ? {} : { body: read.body }),
    ...(read.path === null || read.resourceId !== null
      ? {}
      : { path: { segments: read.path, wanted: read.pathWanted } }),
  });
}

function isAsked({ own, steps }: AskedPaths, read: LinkSituation): boolean {
  if (read.pathOccupied || (own?.key ?? null) !== read.pathKey) return false;
  if (steps.length !== read.wantedPaths.length || steps.length !== read.steps.length) return false;
  return steps.every(({ key }, index) => key === read.wantedPaths[index]);
}
