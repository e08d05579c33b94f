import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ScimError } from '#scim';
import { Store } from '#store';
import { signedIn } from '../authentication.js';
import { findConnection } from '../find-connection.js';
import { LiveOverviews } from './live-overviews.js';

/** The overview of a connection, told as it changes. */
@Controller('admin/api/connections/:id/events')
export class LiveController {
  constructor(
    private readonly store: Store,
    private readonly live: LiveOverviews,
  ) {}

  @Get()
  async listen(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const connection = await findConnection(this.store, id);
    const mayListen = async () => (await signedIn(request, this.store.administrators)) !== undefined;
    const stream = this.live.listen(connection.id, mayListen);
    if (!stream) throw new ScimError(503, 'Too many are watching; try again later.');
    void reply
      .type('text/event-stream; charset=utf-8')
      // A proxy that collects an answer before it passes it on would never come to an end.
      .headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      .send(stream);
  }
}
