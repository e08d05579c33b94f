import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import type { JsonObject } from '#common';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { Store } from '#store';
import type { Reading, ReadingKind } from '#store';
import { askPusher } from './ask-pusher.js';
import { findConnection } from './find-connection.js';
import { maskedValues } from './mask.js';
import { pageOf } from './page-of.js';

const { drift } = endpoints;
type ToldReading = Told<typeof drift.read>;
type ToldFindings = Told<typeof drift.findings>;

/** DingTalk as it is, held against what was written there: looked for by the pusher, read here. */
@Controller('admin/api/connections/:id')
export class ReadingsController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** The answer is what was found; 202 with the task's address when it takes long. */
  @Post('drift')
  @HttpCode(200)
  async look(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Told<typeof drift.look>> {
    const { repair } = drift.look.request.parse(body ?? {});
    return this.ask(request, reply, id, 'drift', { repair });
  }

  @Get('drift')
  async read(@Param('id') id: string): Promise<ToldReading> {
    return tell(await this.latest(id, 'drift'));
  }

  @Get('drift/findings')
  async driftFindings(@Param('id') id: string, @Query() query: unknown): Promise<ToldFindings> {
    return this.findings(id, 'drift', query);
  }

  /** The answer is what was found; 202 with the task's address when it takes long. */
  @Post('rebuild')
  @HttpCode(200)
  async rebuild(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<Told<typeof endpoints.rebuild.begin>> {
    return this.ask(request, reply, id, 'rebuild', {});
  }

  @Get('rebuild')
  async readRebuild(@Param('id') id: string): Promise<ToldReading> {
    return tell(await this.latest(id, 'rebuild'));
  }

  @Get('rebuild/findings')
  async rebuildFindings(@Param('id') id: string, @Query() query: unknown): Promise<ToldFindings> {
    return this.findings(id, 'rebuild', query);
  }

  private async ask(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    kind: ReadingKind,
    question: JsonObject,
  ): Promise<Told<typeof drift.look>> {
    const connection = await findConnection(this.store, id);
    if (connection.direction !== 'scim-to-dingtalk') {
      throw new ScimError(409, 'This connection writes nothing to DingTalk.');
    }
    const requestedBy = request.administrator ?? '';
    const answered = await askPusher(this.store, this.bells, {
      connectionId: connection.id,
      kind,
      requestedBy,
      question,
    });
    if (answered.kind === 'finished') return tell(await this.latest(id, kind));
    void reply.code(202);
    return { task: answered.task };
  }

  private async findings(id: string, kind: ReadingKind, query: unknown): Promise<ToldFindings> {
    const { kind: found, after, limit } = drift.findings.query.parse(query);
    const { id: readingId } = await this.latest(id, kind);
    const { readings } = this.store.of((await findConnection(this.store, id)).id);
    const rows = await readings.findings({ readingId, after, kind: found, limit: limit + 1 });
    const page = pageOf(rows, limit, ({ seq }) => seq);
    return {
      findings: page.rows.map(
        ({ kind: what, linkKind, resourceId, displayName, externalId, fields, values }) => ({
          kind: what,
          linkKind,
          resourceId,
          displayName,
          externalId,
          fields,
          values: maskedValues({ event: linkKind === 'account' ? 'Account' : 'Department', values }),
        }),
      ),
      next: page.next,
    };
  }

  private async latest(id: string, kind: ReadingKind): Promise<Reading> {
    const { readings } = this.store.of((await findConnection(this.store, id)).id);
    const newest = await readings.latest(kind);
    if (!newest) throw new ScimError(404, 'Nobody has looked at this connection yet: POST asks for it.');
    return newest;
  }
}

function tell({ id, kind, requestedBy, startedAt, finishedAt, seen, runId, found }: Reading): ToldReading {
  return {
    id,
    kind,
    requestedBy,
    startedAt,
    finishedAt,
    // The pusher wrote it in this shape.
    seen: seen as unknown as ToldReading['seen'],
    runId,
    found,
  };
}
