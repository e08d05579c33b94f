import type { FastifyRequest } from 'fastify';
import { ScimError } from '#scim';
import { routeOf } from '../request.js';

/**
 * A connection that mirrors DingTalk is read and never written: nothing pretends (RFC 7644 3.12, 403). A search is a
 * reading, though it is a POST (3.4.3).
 *
 * @throws ScimError 403
 */
export function demandWritable(request: FastifyRequest): void {
  const reads = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
  if (reads || routeOf(request)?.endsWith('/.search') === true) return;
  if (request.scimOwner?.direction === 'dingtalk-to-scim')
    throw new ScimError(403, 'This connection mirrors DingTalk and can only be read: change it in DingTalk.');
}
