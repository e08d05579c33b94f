import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '#common';
import {
  listResponse,
  resourceTypeDocuments,
  schemaDocuments,
  ScimError,
  serviceProviderConfig,
} from '#scim';
import { CONFIG } from '../config-token.js';
import type { Config } from '../config.js';
import { PUBLIC_BASE } from './public-base.js';
import type { PublicBase } from './public-base.js';
import { cursorSeconds } from './cursors.js';
import { queryParameters } from './list-parameters.js';
import { bulkLimits, pageLimits } from './scim-request.js';

/** What the server can do, and what its resources are made of (RFC 7644 4). */
@Controller('scim/v2')
export class DiscoveryController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PUBLIC_BASE) private readonly base: PublicBase,
  ) {}

  @Get('ServiceProviderConfig')
  configuration(@Req() request: FastifyRequest): JsonObject {
    demandUnfiltered(request);
    const { maxCount: maxResults, defaultCount: defaultResults } = pageLimits;
    return serviceProviderConfig({
      baseUrl: this.base(request),
      maxResults,
      maxOperations: bulkLimits.maxOperations,
      defaultResults,
      cursorSeconds,
      maxPayloadBytes: this.config.MAX_BODY,
    });
  }

  @Get('Schemas')
  schemas(@Req() request: FastifyRequest): JsonObject {
    demandUnfiltered(request);
    return all(schemaDocuments(this.base(request)));
  }

  @Get('Schemas/:id')
  schema(@Req() request: FastifyRequest, @Param('id') id: string): JsonObject {
    demandUnfiltered(request);
    return one(schemaDocuments(this.base(request)), id, 'schema');
  }

  @Get('ResourceTypes')
  types(@Req() request: FastifyRequest): JsonObject {
    demandUnfiltered(request);
    return all(resourceTypeDocuments(this.base(request)));
  }

  @Get('ResourceTypes/:id')
  type(@Req() request: FastifyRequest, @Param('id') id: string): JsonObject {
    demandUnfiltered(request);
    return one(resourceTypeDocuments(this.base(request)), id, 'resource type');
  }
}

/** Discovery is not searched: a filter is 403, and all other parameters are ignored (RFC 7644 4). */
function demandUnfiltered(request: FastifyRequest): void {
  if (queryParameters(request.query as Readonly<Record<string, unknown>>).filter !== undefined) {
    throw new ScimError(403, 'This endpoint takes no filter.');
  }
}

function all(documents: readonly JsonObject[]): JsonObject {
  return listResponse({ resources: documents, totalResults: documents.length, startIndex: 1 });
}

function one(documents: readonly JsonObject[], id: string, what: string): JsonObject {
  const found = documents.find(
    (document) => typeof document.id === 'string' && document.id.toLowerCase() === id.toLowerCase(),
  );
  if (!found) throw new ScimError(404, `There is no such ${what}.`);
  return found;
}
