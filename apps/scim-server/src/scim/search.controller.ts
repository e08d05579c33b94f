import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { StreamableFile } from '@nestjs/common';
import type { JsonObject } from '#common';
import { ListAnswers } from './list-answers.js';
import { queryParameters, searchParameters } from './list-parameters.js';

/** Queries by POST, of one type or of all, and by GET of the root (RFC 7644 3.4.2.1, 3.4.3). */
@Controller('scim/v2')
export class SearchController {
  constructor(private readonly lists: ListAnswers) {}

  @Get()
  async root(@Req() request: FastifyRequest): Promise<JsonObject | StreamableFile> {
    const query = request.query as Readonly<Record<string, unknown>>;
    return this.lists.list(request, ['User', 'Group'], queryParameters(query));
  }

  @Post('.search')
  @HttpCode(200)
  async search(@Req() request: FastifyRequest, @Body() body: unknown): Promise<JsonObject | StreamableFile> {
    return this.lists.list(request, ['User', 'Group'], searchParameters(body));
  }

  @Post('Users/.search')
  @HttpCode(200)
  async searchUsers(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<JsonObject | StreamableFile> {
    return this.lists.list(request, ['User'], searchParameters(body));
  }

  @Post('Groups/.search')
  @HttpCode(200)
  async searchGroups(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<JsonObject | StreamableFile> {
    return this.lists.list(request, ['Group'], searchParameters(body));
  }
}
