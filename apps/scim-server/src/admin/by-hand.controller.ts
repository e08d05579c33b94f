import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asResourceId, lanes } from '#common';
import type { ResourceId } from '#common';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { Store } from '#store';
import type { Adoptions, Connection } from '#store';
import { askedBy } from './asked-by.js';
import { findConnection } from './find-connection.js';

const { adopt } = endpoints.adoptions;

/** Which account or department one Resource is, said by an administrator. */
@Controller('admin/api/connections/:id/resources/:resource')
export class ByHandController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** Taken over by the pusher, as it is; then brought in step by the same rules and policy as any other. */
  @Post('adopt')
  @HttpCode(202)
  async adopt(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Param('resource') resource: string,
    @Body() body: unknown,
  ): Promise<Told<typeof adopt>> {
    const { externalId } = adopt.request.parse(body);
    const { connection, resourceId, adoptions } = await this.find(id, resource);
    switch (await adoptions.adopt(resourceId, externalId, askedBy(request))) {
      case 'absent':
        throw absent();
      case 'linkedAlready':
        throw new ScimError(
          409,
          'It has an account or department already, or is just being made: unlink it first.',
        );
      case 'takenByAnother':
        throw new ScimError(409, 'That account or department is another one’s already.');
      case 'ordered':
    }
    this.ring(connection);
    return { ordered: resourceId };
  }

  @Post('unlink')
  @HttpCode(200)
  async unlink(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Param('resource') resource: string,
  ): Promise<Told<typeof endpoints.adoptions.unlink>> {
    const { connection, resourceId, adoptions } = await this.find(id, resource);
    const unlinked = await adoptions.unlink(resourceId, askedBy(request));
    switch (unlinked.kind) {
      case 'absent':
        throw absent();
      case 'notLinked':
        throw new ScimError(409, 'It has no account or department.');
      case 'busy':
        throw new ScimError(409, 'It is just being brought in step: try again in a moment.');
      case 'unlinked':
    }
    this.ring(connection);
    return { unlinked: resourceId };
  }

  private ring({ id }: Connection): void {
    for (const lane of lanes) this.bells.drain(id, lane);
  }

  private async find(
    id: string,
    resource: string,
  ): Promise<{
    readonly connection: Connection;
    readonly resourceId: ResourceId;
    readonly adoptions: Adoptions;
  }> {
    const connection = await findConnection(this.store, id);
    if (connection.direction !== 'scim-to-dingtalk')
      throw new ScimError(409, 'This connection writes nothing to DingTalk.');
    const resourceId = asResourceId(resource);
    if (!resourceId) throw absent();
    return { connection, resourceId, adoptions: this.store.of(connection.id).adoptions };
  }
}

const absent = () => new ScimError(404, 'There is no such person or department.');
