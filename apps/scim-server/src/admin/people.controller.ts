import { Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asResourceId } from '#common';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { retryLinks, Store } from '#store';
import { directoryQuery, listed } from './directory-page.js';
import { findPushing } from './find-pushing.js';
import { readPerson } from './person.js';

const { people } = endpoints;

/** People of a connection: found, looked at, and tried again. */
@Controller('admin/api/connections/:id/people')
export class PeopleController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  @Get()
  async list(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof people.list>> {
    const asked = people.list.query.parse(query);
    const { id: connectionId } = await findPushing(this.store, id, 'mirror/people');
    const { directory } = this.store.of(connectionId);
    const [rows, total] = await Promise.all([
      directory.list(directoryQuery('User', asked)),
      directory.count('User'),
    ]);
    return listed(rows, asked.limit, total, ({ userName, active }) => ({ userName, active }));
  }

  @Get(':person')
  async read(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Param('person') person: string,
  ): Promise<Told<typeof people.read>> {
    const connection = await findPushing(this.store, id, 'mirror/people');
    const resourceId = asResourceId(person);
    const found = resourceId && (await readPerson(this.store, connection, resourceId, request.role));
    if (!found) throw new ScimError(404, 'There is no such person.');
    return found;
  }

  @Post(':person/retry')
  @HttpCode(200)
  async retry(@Param('id') id: string, @Param('person') person: string): Promise<Told<typeof people.retry>> {
    const connection = await findPushing(this.store, id, 'mirror/people');
    const resourceId = asResourceId(person);
    if (!resourceId) throw new ScimError(404, 'There is no such person.');
    const retried = await retryLinks(this.store.database, connection.id, { resourceId });
    for (const lane of ['people', 'leavers'] as const) this.bells.drain(connection.id, lane);
    return { retried };
  }
}
