import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { JsonObject } from '#common';
import { readBulk } from '#scim';
import { BulkService } from './bulk.service.js';
import { PUBLIC_BASE } from './public-base.js';
import type { PublicBase } from './public-base.js';
import { bulkLimits, ownerOf } from './scim-request.js';

/** Many operations in one request (RFC 7644 3.7). */
@Controller('scim/v2/Bulk')
export class BulkController {
  constructor(
    private readonly bulk: BulkService,
    @Inject(PUBLIC_BASE) private readonly base: PublicBase,
  ) {}

  @Post()
  @HttpCode(200)
  async run(@Req() request: FastifyRequest): Promise<JsonObject> {
    return this.bulk.run(ownerOf(request), readBulk(request.body, bulkLimits), this.base(request));
  }
}
