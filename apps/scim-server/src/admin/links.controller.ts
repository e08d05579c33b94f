import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asResourceId } from '#common';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { Store } from '#store';
import { askedBy } from './asked-by.js';
import { findConnection } from './find-connection.js';
import { maskedValues } from './mask.js';

const { activity } = endpoints;

/** What has happened to single people and departments, and what an administrator may order for one. */
@Controller('admin/api/connections/:id')
export class LinksController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** What was done, newest first; personal data is masked. */
  @Get('activity')
  async activity(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof activity.list>> {
    const { person, before, limit } = activity.list.query.parse(query);
    const connection = await findConnection(this.store, id);
    const resourceId = person === undefined ? undefined : asResourceId(person);
    if (person !== undefined && resourceId === undefined) return [];
    const entries = await this.store.of(connection.id).activity.list({
      limit,
      ...(before === undefined ? {} : { before }),
      ...(resourceId === undefined ? {} : { resourceId }),
    });
    return entries.map((entry) => ({ ...entry, values: maskedValues(entry) }));
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
  ): Promise<Told<typeof endpoints.links.recreate>> {
    const connection = await findConnection(this.store, id);
    const resourceId = asResourceId(person);
    const { links } = this.store.of(connection.id);
    if (!resourceId || !(await links.orderRecreation(resourceId, askedBy(request)))) {
      throw new ScimError(404, 'There is no such person whose mobile number has changed.');
    }
    this.bells.drain(connection.id, 'people');
    return { ordered: resourceId };
  }
}
