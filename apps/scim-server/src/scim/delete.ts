import { StoreUnavailable } from '#common';
import type { ResourceId } from '#common';
import { entityTag } from '#scim';
import type { ResourceType } from '#scim';
import type { Resources } from '#store';
import { demandConditions, isConditional } from './conditions.js';
import type { Conditions } from './conditions.js';
import { notFound } from './not-found.js';
import { maxReadings } from './scim-request.js';

/**
 * Deletes a resource, whatever its type (RFC 7644 3.6).
 *
 * @throws ScimError 404, 412
 */
export async function deleteResource(
  resources: Resources,
  type: ResourceType,
  id: ResourceId | undefined,
  conditions: Conditions,
): Promise<void> {
  for (let reading = 0; reading < maxReadings; reading += 1) {
    const current = id && (await resources.read(type, id));
    if (!current) throw notFound(type);
    demandConditions(conditions, entityTag(current.generation));
    const done = await resources.delete(
      type,
      current.id,
      isConditional(conditions) ? current.generation : undefined,
    );
    if (done === 'absent') throw notFound(type);
    if (done === 'deleted') return;
  }
  throw new StoreUnavailable('contended');
}
