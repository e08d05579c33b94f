import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asResourceId, asUuid, lanes } from '#common';
import { gates, settingsSchema } from '#provisioning';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { listLinks, retryLinks, Store } from '#store';
import type { Connection } from '#store';
import { CONFIG } from '../config-token.js';
import type { Config } from '../config.js';
import { PUBLIC_BASE } from '../scim/public-base.js';
import type { PublicBase } from '../scim/public-base.js';
import { askedBy } from './asked-by.js';
import { findConnection } from './find-connection.js';
import { basesOf } from './credentials.js';

const { connections, links, tokens } = endpoints;
const newConnectionSchema = connections.create.request.extend({ settings: settingsSchema.prefault({}) });

/** Connections, their tokens and the state of their Links, for administrators. */
@Controller('admin/api/connections')
export class ConnectionsController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
    @Inject(PUBLIC_BASE) private readonly base: PublicBase,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async list(): Promise<Told<typeof connections.list>> {
    return this.store.connections.list();
  }

  /** The SCIM token is shown in this answer and never again. */
  @Post()
  async create(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
  ): Promise<Told<typeof connections.create>> {
    const { stamp, name, direction, appKey, appSecret, settings, ...bases } = newConnectionSchema.parse(body);
    const connection = await this.store.connections.create({
      name,
      direction,
      appKey,
      appSecret,
      ...basesOf(bases, this.config.ALLOW_PRIVATE_TARGETS),
      settings,
      ...(stamp === undefined ? {} : { stamp }),
    });
    const token = await this.store.tokens.issue(connection.id, 'first');
    const opposite = await this.store.connections.opposite(connection.id);
    return { connection, scimUrl: this.base(request), scimToken: token.secret, opposite };
  }

  @Get(':id')
  async read(@Param('id') id: string): Promise<Told<typeof connections.read>> {
    return this.find(id);
  }

  /** Ends a quarantine and the rest of its lanes: what stopped the connection was mended. */
  @Post(':id/resume')
  @HttpCode(200)
  async resume(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
  ): Promise<Told<typeof connections.resume>> {
    const connection = await this.find(id);
    await this.store.connections.resume(connection.id);
    const { links, activity } = this.store.of(connection.id);
    await activity.decided('connection.resumed', askedBy(request));
    for (const gate of gates) await links.openGate(gate);
    for (const lane of lanes) {
      await links.resumeLane(lane);
      this.bells.drain(connection.id, lane);
    }
    return this.find(id);
  }

  @Get(':id/links')
  async links(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof links.list>> {
    const { outcome, resource, limit } = links.list.query.parse(query);
    const connection = await this.find(id);
    const resourceId = resource === undefined ? undefined : asResourceId(resource);
    if (resource !== undefined && resourceId === undefined) return [];
    return listLinks(this.store.database, connection.id, {
      limit,
      ...(outcome === undefined ? {} : { outcome }),
      ...(resourceId === undefined ? {} : { resourceId }),
    });
  }

  /** Has everything that waits or is blocked looked at again now. */
  @Post(':id/retry')
  @HttpCode(200)
  async retry(@Param('id') id: string): Promise<Told<typeof connections.retry>> {
    const connection = await this.find(id);
    const retried = await retryLinks(this.store.database, connection.id);
    for (const lane of lanes) this.bells.drain(connection.id, lane);
    return { retried };
  }

  @Get(':id/tokens')
  async tokens(@Param('id') id: string): Promise<Told<typeof tokens.list>> {
    return this.store.tokens.list((await this.find(id)).id);
  }

  /** The token is shown in this answer and never again. */
  @Post(':id/tokens')
  async issue(@Param('id') id: string, @Body() body: unknown): Promise<Told<typeof tokens.issue>> {
    const { label, expiresAt } = tokens.issue.request.parse(body ?? {});
    const connection = await this.find(id);
    const { secret, ...token } = await this.store.tokens.issue(connection.id, label, expiresAt);
    return { ...token, scimToken: secret };
  }

  @Delete(':id/tokens/:token')
  @HttpCode(204)
  async revoke(@Param('id') id: string, @Param('token') token: string): Promise<void> {
    const connection = await this.find(id);
    const known = asUuid(token);
    if (known === undefined || !(await this.store.tokens.revoke(connection.id, known)))
      throw new ScimError(404, 'There is no such token.');
  }

  private find(id: string): Promise<Connection> {
    return findConnection(this.store, id);
  }
}
