import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asResourceId } from '#common';
import type { LinkId, ResourceId } from '#common';
import { Bells } from '#queue';
import { parseFilter, ScimError } from '#scim';
import type { ResourceType } from '#scim';
import { Store, traceContext } from '#store';
import type { Connection } from '#store';
import { askedBy } from './asked-by.js';
import { askPusher } from './ask-pusher.js';
import { findConnection } from './find-connection.js';
import { toldTrace } from './told-trace.js';

const { find } = endpoints.explain;

const sealedSchema = z.object({ sealed: z.string() });

/** Names that several Groups share are all told, up to this many. */
const mostFound = 20;

type Answer = Told<typeof endpoints.explain.ofResource>;

/** One person or department on demand: why it stands as it does, and brought in step now. */
@Controller('admin/api/connections/:id/resources')
export class ExplainController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** Whose name it is. */
  @Post('find')
  @HttpCode(200)
  async find(@Param('id') id: string, @Body() body: unknown): Promise<Told<typeof find>> {
    const { name } = find.request.parse(body);
    const { id: connectionId } = await findConnection(this.store, id);
    const { resources } = this.store.of(connectionId);
    const named = async (type: ResourceType, attribute: string) => {
      const filter = parseFilter(`${attribute} eq ${JSON.stringify(name)}`, type);
      const query = { parts: [{ type, filter }], order: 'ascending', baseUrl: '' } as const;
      const page = await resources.list(query, { startIndex: 1, count: mostFound });
      return page.resources.map((one) => ({ resourceId: one.id, type }));
    };
    return [...(await named('User', 'userName')), ...(await named('Group', 'displayName'))];
  }

  /** Read, mapped, matched and planned; nothing is applied. Who only views sees values masked. */
  @Get(':resource/explain')
  async explain(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Param('resource') resource: string,
  ): Promise<Answer> {
    return this.ask('explain', request, reply, id, resource);
  }

  /** As explain, and then applied, by the same rules, pace and policy as any other time. */
  @Post(':resource/sync')
  @HttpCode(200)
  async sync(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Param('resource') resource: string,
  ): Promise<Answer> {
    return this.ask('sync', request, reply, id, resource);
  }

  private async ask(
    kind: 'explain' | 'sync',
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    resource: string,
  ): Promise<Answer> {
    const connection = await findConnection(this.store, id);
    const { resourceId, linkId } = await this.linkOf(connection, resource);
    // Told to sync it, an unlinked one is one like any other.
    if (kind === 'sync') await this.store.of(connection.id).adoptions.endUnlinked(linkId, askedBy(request));
    const answered = await askPusher(this.store, this.bells, {
      connectionId: connection.id,
      kind,
      requestedBy: request.administrator ?? '',
      question: { linkId },
    });
    if (answered.kind === 'asked') {
      void reply.code(202);
      return { task: answered.task };
    }
    const { sealed } = sealedSchema.parse(answered.result);
    const text = this.store.sealer.open(sealed, traceContext(connection.id));
    const sourceRun = await this.store.of(connection.id).pulled.writtenBy(resourceId);
    const trace = toldTrace(text, { resourceId, sourceRun }, request.role === 'administrator');
    if (!trace) throw new ScimError(404, 'There is no such person or department.');
    return trace;
  }

  private async linkOf(
    { id }: Connection,
    resource: string,
  ): Promise<{ readonly resourceId: ResourceId; readonly linkId: LinkId }> {
    const resourceId = asResourceId(resource);
    const linkId = resourceId && (await this.store.of(id).links.ofResource(resourceId));
    if (!resourceId || !linkId) throw new ScimError(404, 'There is no such person or department.');
    return { resourceId, linkId };
  }
}
