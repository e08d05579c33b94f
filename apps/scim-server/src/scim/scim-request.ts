import type { FastifyReply, FastifyRequest } from 'fastify';
import { Bug } from '#common';
import type { JsonObject } from '#common';
import type { PageLimits } from '#scim';
import type { TokenOwner } from '#store';

/** Results a page holds by default and at most; ServiceProviderConfig says so. */
export const pageLimits: PageLimits = { defaultCount: 100, maxCount: 1000 };

/** Operations that a bulk request holds at most; ServiceProviderConfig says so. */
export const bulkLimits = { maxOperations: 1000 } as const;

/** Writers that keep overtaking each other on one resource give up after so many readings. */
export const maxReadings = 50;

/** The connection a request came for. */
export function ownerOf(request: FastifyRequest): TokenOwner {
  if (!request.scimOwner) throw new Bug('unauthenticated-scim-request');
  return request.scimOwner;
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
