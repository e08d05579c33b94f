import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asResourceId } from '#common';
import { gates, outcomes, settingsSchema } from '#provisioning';
import { lanes } from '#common';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { listLinks, retryLinks, Store } from '#store';
import type { Connection } from '#store';
import { PUBLIC_BASE } from '../scim/public-base.js';
import type { PublicBase } from '../scim/public-base.js';
import { findConnection } from './find-connection.js';

const httpUrl = z.url({ protocol: /^https?$/ });
const newConnectionSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  appKey: z.string().trim().min(1).max(200),
  appSecret: z.string().trim().min(1).max(500),
  oapiBase: httpUrl.default('https://oapi.dingtalk.com'),
  apiBase: httpUrl.default('https://api.dingtalk.com'),
  /** Only to take over what an earlier store of the same source made. */
  stamp: z
    .string()
    .regex(/^[a-z0-9]{4,16}$/)
    .optional(),
  settings: settingsSchema.prefault({}),
});
const newTokenSchema = z.strictObject({
  label: z.string().trim().min(1).max(100).default('token'),
  expiresAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .optional(),
});
const linksQuerySchema = z.object({
  outcome: z.enum(outcomes).optional(),
  resource: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** How long an administrator waits before being given the task's address instead of its answer. */
const answerWithinMs = 20_000;

/** Connections, their tokens and the state of their Links, for administrators. */
@Controller('admin/api/connections')
export class ConnectionsController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
    @Inject(PUBLIC_BASE) private readonly base: PublicBase,
  ) {}

  @Get()
  async list(): Promise<readonly Connection[]> {
    return this.store.connections.list();
  }

  /** The SCIM token is shown in this answer and never again. */
  @Post()
  async create(@Req() request: FastifyRequest, @Body() body: unknown): Promise<unknown> {
    const { stamp, ...given } = newConnectionSchema.parse(body);
    const connection = await this.store.connections.create({
      ...given,
      ...(stamp === undefined ? {} : { stamp }),
    });
    const token = await this.store.tokens.issue(connection.id, 'first');
    return { connection, scimUrl: this.base(request), scimToken: token.secret };
  }

  @Get(':id')
  async read(@Param('id') id: string): Promise<Connection> {
    return this.find(id);
  }

  /** Ends a quarantine and the rest of its lanes: what stopped the connection was mended. */
  @Post(':id/resume')
  @HttpCode(200)
  async resume(@Param('id') id: string): Promise<Connection> {
    const connection = await this.find(id);
    await this.store.connections.setState(connection.id, 'active');
    const { links } = this.store.of(connection.id);
    for (const gate of gates) await links.openGate(gate);
    for (const lane of lanes) {
      await links.resumeLane(lane);
      this.bells.drain(connection.id, lane);
    }
    return this.find(id);
  }

  /** Asks the pusher to check the app's credentials and permissions; 202 with the task's address when it takes long. */
  @Post(':id/check')
  async check(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<unknown> {
    const { id: connectionId } = await this.find(id);
    const requestedBy = request.administrator ?? '';
    const taskId = await this.store.tasks.ask({ connectionId, kind: 'check', requestedBy, validMinutes: 60 });
    this.bells.task(taskId);
    const task = await this.store.tasks.waitFor(taskId, answerWithinMs);
    const finished = task?.state === 'finished';
    void reply.code(finished ? 200 : 202);
    return finished ? task.result : { task: `/admin/api/tasks/${taskId}` };
  }

  @Get(':id/links')
  async links(@Param('id') id: string, @Query() query: unknown): Promise<unknown> {
    const { outcome, resource, limit } = linksQuerySchema.parse(query);
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
  async retry(@Param('id') id: string): Promise<{ retried: number }> {
    const connection = await this.find(id);
    const retried = await retryLinks(this.store.database, connection.id);
    for (const lane of lanes) this.bells.drain(connection.id, lane);
    return { retried };
  }

  @Get(':id/tokens')
  async tokens(@Param('id') id: string): Promise<unknown> {
    return this.store.tokens.list((await this.find(id)).id);
  }

  /** The token is shown in this answer and never again. */
  @Post(':id/tokens')
  async issue(@Param('id') id: string, @Body() body: unknown): Promise<unknown> {
    const { label, expiresAt } = newTokenSchema.parse(body ?? {});
    const connection = await this.find(id);
    const { secret, ...token } = await this.store.tokens.issue(connection.id, label, expiresAt);
    return { ...token, scimToken: secret };
  }

  @Delete(':id/tokens/:token')
  @HttpCode(204)
  async revoke(@Param('id') id: string, @Param('token') token: string): Promise<void> {
    const connection = await this.find(id);
    const known = z.guid().safeParse(token).success;
    if (!known || !(await this.store.tokens.revoke(connection.id, token)))
      throw new ScimError(404, 'There is no such token.');
  }

  private async find(id: string): Promise<Connection> {
    return findConnection(this.store, id);
  }
}
