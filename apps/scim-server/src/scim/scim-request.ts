import type { FastifyReply, FastifyRequest } from 'fastify';
import { Bug } from '#common';
import type { JsonObject } from '#common';
import { parsePaging, parseProjection, ScimError } from '#scim';
import type { Paging, Projection, ResourceType } from '#scim';
import type { TokenOwner } from '#store';

/** Names the attributes, paging and filter of a SCIM request. */
export interface ScimQuery {
  readonly projection: Projection;
  readonly paging: Paging;
  readonly filter?: string;
}

/** Results a page holds by default and at most; ServiceProviderConfig says so. */
export const pageLimits = { defaultCount: 100, maxCount: 1000 } as const;

/** Operations that a bulk request holds at most; ServiceProviderConfig says so. */
export const bulkLimits = { maxOperations: 1000 } as const;

/** Writers that keep overtaking each other on one resource give up after so many readings. */
export const maxReadings = 50;

/** The connection a request came for. */
export function ownerOf(request: FastifyRequest): TokenOwner {
  if (!request.scimOwner) throw new Bug('unauthenticated-scim-request');
  return request.scimOwner;
}

/** Reads the query of a SCIM request; what is not known is ignored. @throws ScimError 400 invalidValue */
export function readQuery(request: FastifyRequest, type: ResourceType): ScimQuery {
  const query = request.query as Readonly<Record<string, unknown>>;
  const { filter } = query;
  if (filter !== undefined && typeof filter !== 'string') {
    throw new ScimError(400, 'filter is given more than once.', 'invalidFilter');
  }
  return {
    projection: parseProjection(query, type),
    paging: parsePaging(query, pageLimits),
    ...(filter === undefined || filter.trim() === '' ? {} : { filter }),
  };
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
