import { standingPaths } from '#provisioning';
import type { AdoptionKey, ExistingDepartment } from '#provisioning';
import type { Connection, ConnectionStore, Proposal } from '#store';

interface Search {
  readonly connection: Connection;
  readonly store: Pick<ConnectionStore, 'adoptions'>;
}

/** That something in DingTalk has what a Resource has. */
export interface Match {
  readonly resourceId: string;
  readonly externalId: string;
  readonly keys: readonly AdoptionKey[];
}

/** That something in DingTalk may be what a Link is to become. */
export interface FreeMatch
  extends Pick<Match, 'externalId' | 'keys'>, Pick<Proposal, 'linkId' | 'resourceGeneration'> {}

/** Those of the matches of which the Resource's Link has nothing in DingTalk, nor is about to. */
export async function freeMatches(
  { store }: Pick<Search, 'store'>,
  matches: readonly Match[],
): Promise<readonly FreeMatch[]> {
  const keyed = matches.filter(({ keys }) => keys.length > 0);
  if (keyed.length === 0) return [];
  const free = await store.adoptions.free(keyed.map(({ resourceId }) => resourceId));
  return keyed.flatMap(({ resourceId, externalId, keys }) => {
    const link = free.get(resourceId);
    return link
      ? [{ linkId: link.linkId, resourceGeneration: link.resourceGeneration, externalId, keys }]
      : [];
  });
}

/** Departments where paths lead that are no Group's. Which paths there are is known once their people were looked at. */
export async function pathMatches(
  { store, connection }: Search,
  existing: readonly ExistingDepartment[],
): Promise<readonly FreeMatch[]> {
  const paths = await store.adoptions.freePaths();
  const standing = standingPaths(
    connection.settings.rootDepartmentId,
    paths.map(({ segments }) => segments),
    existing,
  );
  return standing.flatMap(({ place, department: { departmentId } }) => {
    const path = paths[place];
    const externalId = String(departmentId);
    return path
      ? [{ linkId: path.linkId, resourceGeneration: null, externalId, keys: ['path' as const] }]
      : [];
  });
}
