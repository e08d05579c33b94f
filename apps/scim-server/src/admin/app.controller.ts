import { Body, Controller, Param, Put, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { Store } from '#store';
import { askPusher } from './ask-pusher.js';
import { findConnection } from './find-connection.js';

const { credentials } = endpoints.connections;

/** The pusher wrote it in this shape. */
const verdictSchema = z.object({ verdict: z.enum(['same', 'other', 'unknown', 'refused', 'rootTaken']) });

/** The app that a connection speaks as. */
@Controller('admin/api/connections/:id')
export class AppController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** The AppSecret is sealed at once; it is saved by the pusher, once it was seen to be the same organisation's. */
  @Put('credentials')
  async replace(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Told<typeof credentials>> {
    const { appKey, appSecret } = credentials.request.parse(body);
    const { id: connectionId, oapiBase, apiBase, settings } = await findConnection(this.store, id);
    const { rootDepartmentId } = settings;
    const draft = { appKey, appSecret, oapiBase, apiBase, rootDepartmentId };
    const draftId = await this.store.drafts.keep(draft);
    const answered = await askPusher(this.store, this.bells, {
      connectionId,
      kind: 'credentials',
      requestedBy: request.administrator ?? '',
      question: { draftId },
    });
    if (answered.kind === 'asked') {
      void reply.code(202);
      return { task: answered.task };
    }
    switch (verdictSchema.parse(answered.result).verdict) {
      case 'same':
        return findConnection(this.store, id);
      case 'other':
        throw new ScimError(409, 'This app belongs to another organisation: that needs a new connection.');
      case 'refused':
        throw new ScimError(409, 'DingTalk does not take this AppKey with this AppSecret.');
      case 'rootTaken':
        throw new ScimError(
          409,
          'rootDepartmentId: another connection of this app writes below the same root, or has the company as its root.',
        );
      case 'unknown':
        throw new ScimError(
          409,
          'Whether this app belongs to the same organisation could not be found out: nothing was changed.',
        );
    }
  }
}
