import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { lanes } from '#common';
import { gates, settingsSchema } from '#provisioning';
import { Bells } from '#queue';
import { Store } from '#store';
import { CONFIG } from '../config-token.js';
import type { Config } from '../config.js';
import { PUBLIC_BASE } from '../scim/public-base.js';
import type { PublicBase } from '../scim/public-base.js';
import { askedBy } from './asked-by.js';
import { findConnection } from './find-connection.js';
import { basesOf } from './credentials.js';

const { connections } = endpoints;
const newConnectionSchema = connections.create.request.extend({ settings: settingsSchema.prefault({}) });

/** Connections, and whether they go on, for administrators. */
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
    return findConnection(this.store, id);
  }

  /** Ends a quarantine and the rest of its lanes: what stopped the connection was mended. */
  @Post(':id/resume')
  @HttpCode(200)
  async resume(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
  ): Promise<Told<typeof connections.resume>> {
    const connection = await findConnection(this.store, id);
    await this.store.connections.resume(connection.id);
    const { links, activity } = this.store.of(connection.id);
    await activity.decided('connection.resumed', askedBy(request));
    for (const gate of gates) await links.openGate(gate);
    for (const lane of lanes) {
      await links.resumeLane(lane);
      this.bells.drain(connection.id, lane);
    }
    return findConnection(this.store, id);
  }
}
