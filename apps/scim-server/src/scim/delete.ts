import { StoreUnavailable } from '#common';
import type { ResourceId } from '#common';
import { entityTag } from '#scim';
import type { ResourceType } from '#scim';
import type { Resources } from '#store';
import { notFound } from './not-found.js';
import { demandMatch, maxReadings } from './scim-request.js';

/**
 * Deletes a resource, whatever its type (RFC 7644 3.6).
 *
 * @throws ScimError 404, 412
 */
export async function deleteResource(
  resources: Resources,
  type: ResourceType,
  id: ResourceId | undefined,
  ifMatch: string | undefined,
): Promise<void> {
  for (let reading = 0; reading < maxReadings; reading += 1) {
    const current = id && (await resources.read(type, id));
    if (!current) throw notFound(type);
    demandMatch(ifMatch, entityTag(current.generation));
    const done = await resources.delete(
      type,
      current.id,
      ifMatch === undefined ? undefined : current.generation,
    );
    if (done === 'absent') throw notFound(type);
    if (done === 'deleted') return;
  }
  throw new StoreUnavailable('contended');
}
