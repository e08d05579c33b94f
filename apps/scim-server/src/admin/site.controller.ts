import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { endpoints, Told } from '#admin-api';
import { CONFIG } from '../config-token.js';
import type { Config } from '../config.js';
import { PUBLIC_BASE } from '../scim/public-base.js';
import type { PublicBase } from '../scim/public-base.js';

/** Where things are on this bridge. */
@Controller('admin/api/site')
export class SiteController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(PUBLIC_BASE) private readonly scimBase: PublicBase,
  ) {}

  @Get()
  read(@Req() request: FastifyRequest): Told<typeof endpoints.site.read> {
    const { SIMULATOR_URL } = this.config;
    return {
      scimUrl: this.scimBase(request),
      ...(SIMULATOR_URL === undefined ? {} : { simulatorUrl: SIMULATOR_URL }),
    };
  }
}
