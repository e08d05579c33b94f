import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { ScimError } from '#scim';
import { Store } from '#store';
import { askedBy } from './asked-by.js';
import { findConnection } from './find-connection.js';

const { connections } = endpoints;

/** How connections end, and how that is taken back. */
@Controller('admin/api')
export class ConnectionLivesController {
  constructor(private readonly store: Store) {}

  /**
   * Its tokens open nothing from now on, and what is left of it in the store goes bit by bit. With `accounts=remove` it
   * lives until somebody has approved that all that is its own leaves DingTalk, and that is done.
   */
  @Delete('connections/:id')
  @HttpCode(202)
  async remove(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Told<typeof connections.remove>> {
    const { accounts } = connections.remove.query.parse(query);
    const connection = await findConnection(this.store, id);
    if (accounts === 'keep') {
      await this.store.lives.end(connection.id, askedBy(request));
      return { run: null };
    }
    if (connection.direction !== 'scim-to-dingtalk')
      throw new ScimError(409, 'This connection has nothing of its own in DingTalk.');
    await this.store.lives.close(connection.id, askedBy(request));
    const { runs } = this.store.of(connection.id);
    const run = await runs.begin('deletion', askedBy(request), 'all');
    await runs.close(run);
    return { run };
  }

  /** It is to end no more. What has left DingTalk already comes back as the policy lets it. */
  @Post('connections/:id/reopen')
  @HttpCode(200)
  async reopen(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
  ): Promise<Told<typeof connections.reopen>> {
    const connection = await findConnection(this.store, id);
    if (!(await this.store.lives.reopen(connection.id, askedBy(request))))
      throw new ScimError(409, 'This connection is not to end.');
    return findConnection(this.store, id);
  }

  @Get('ended-connections')
  async ended(@Query() query: unknown): Promise<Told<typeof connections.ended>> {
    return this.store.lives.ended(connections.ended.query.parse(query).limit);
  }
}
