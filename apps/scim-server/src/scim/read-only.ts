import type { FastifyRequest } from 'fastify';
import { ScimError } from '#scim';
import { routeOf } from '../request.js';

/**
 * What is read from somewhere else is not written here: nothing pretends (RFC 7644 3.12, 403). A search is a reading,
 * though it is a POST (3.4.3).
 *
 * @throws ScimError 403 naming where to write instead
 */
export function demandWritable(request: FastifyRequest): void {
  const reads = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
  if (reads || routeOf(request)?.endsWith('/.search') === true) return;
  const source = request.scimOwner?.sourceUrl;
  if (typeof source === 'string')
    throw new ScimError(403, `This connection is read from the Source ${source}: change it there.`);
  if (request.scimOwner?.direction === 'dingtalk-to-scim')
    throw new ScimError(403, 'This connection mirrors DingTalk and can only be read: change it in DingTalk.');
}
