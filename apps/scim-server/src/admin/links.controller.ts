import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asResourceId, lanes } from '#common';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { listLinks, retryLinks, Store } from '#store';
import { askedBy } from './asked-by.js';
import { findConnection } from './find-connection.js';

const { links } = endpoints;

/** How single people and departments stand, and what an administrator may order for them. */
@Controller('admin/api/connections/:id')
export class LinksController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** How each person and department stands. */
  @Get('links')
  async list(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof links.list>> {
    const { outcome, resource, limit } = links.list.query.parse(query);
    const connection = await findConnection(this.store, id);
    const resourceId = resource === undefined ? undefined : asResourceId(resource);
    if (resource !== undefined && resourceId === undefined) return [];
    return listLinks(this.store.database, connection.id, {
      limit,
      ...(outcome === undefined ? {} : { outcome }),
      ...(resourceId === undefined ? {} : { resourceId }),
    });
  }

  /** Has everything that waits or is blocked looked at again now. */
  @Post('retry')
  @HttpCode(200)
  async retry(@Param('id') id: string): Promise<Told<typeof endpoints.connections.retry>> {
    const connection = await findConnection(this.store, id);
    const retried = await retryLinks(this.store.database, connection.id);
    for (const lane of lanes) this.bells.drain(connection.id, lane);
    return { retried };
  }

  /**
   * Lets the account of a person whose mobile has changed be deleted in DingTalk and made again: what the person
   * has in the organisation there is lost.
   */
  @Post('people/:person/recreate')
  @HttpCode(202)
  async recreate(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Param('person') person: string,
  ): Promise<Told<typeof links.recreate>> {
    const connection = await findConnection(this.store, id);
    const resourceId = asResourceId(person);
    const { links: own } = this.store.of(connection.id);
    if (!resourceId || !(await own.orderRecreation(resourceId, askedBy(request)))) {
      throw new ScimError(404, 'There is no such person whose mobile number has changed.');
    }
    this.bells.drain(connection.id, 'people');
    return { ordered: resourceId };
  }
}
