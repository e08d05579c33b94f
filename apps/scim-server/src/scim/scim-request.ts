import type { FastifyReply, FastifyRequest } from 'fastify';
import { Bug } from '#common';
import type { JsonObject } from '#common';
import { ScimError } from '#scim';
import type { PageLimits } from '#scim';
import type { TokenOwner } from '#store';

/** Results a page holds by default and at most; ServiceProviderConfig says so. */
export const pageLimits: PageLimits = { defaultCount: 100, maxCount: 1000 };

/** Writers that keep overtaking each other on one resource give up after so many readings. */
export const maxReadings = 50;

/** The connection a request came for. */
export function ownerOf(request: FastifyRequest): TokenOwner {
  if (!request.scimOwner) throw new Bug('unauthenticated-scim-request');
  return request.scimOwner;
}

/**
 * Whether an If-Match header lets a write through: there is none, it is `*`, or it names this version.
 *
 * @throws ScimError 412
 */
export function demandMatch(header: string | undefined, version: string): void {
  if (header !== undefined && !names(header, version)) {
    throw new ScimError(412, 'The resource has changed: its version is not the one in If-Match.');
  }
}

/** Whether a header of entity tags names this version; tags compare weakly (RFC 9110 8.8.3.2). */
export function names(header: string, version: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(version));
}

/** Answers with a resource: its version and address stand in headers too. */
export function sendResource(
  reply: FastifyReply,
  status: number,
  shown: { readonly body: JsonObject; readonly version: string; readonly location: string },
): FastifyReply {
  void reply.code(status).header('etag', shown.version).header('location', shown.location);
  return reply.send(shown.body);
}
