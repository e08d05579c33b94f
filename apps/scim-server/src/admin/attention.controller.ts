import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { lanes } from '#common';
import type { LinkId } from '#common';
import { Bells } from '#queue';
import { retryLinks, Store } from '#store';
import { attentionCsv } from './attention-csv.js';
import { findConnection } from './find-connection.js';
import { pageOf } from './page-of.js';

const { attention } = endpoints;

/** Everybody and everything that waits, is held or is blocked, with the mend. */
@Controller('admin/api/connections/:id')
export class AttentionController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  @Get('attention')
  async read(@Param('id') id: string): Promise<Told<typeof attention.read>> {
    const connection = await findConnection(this.store, id);
    return { groups: await this.store.of(connection.id).directory.countAttention() };
  }

  @Get('attention/rows')
  async list(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof attention.list>> {
    const { state, reason, page, limit } = attention.list.query.parse(query);
    const connection = await findConnection(this.store, id);
    const rows = await this.store.of(connection.id).directory.attention({
      limit: limit + 1,
      ...(state === undefined ? {} : { state }),
      ...(reason === undefined ? {} : { reason }),
      ...(page === undefined ? {} : { after: page.toLowerCase() as LinkId }),
    });
    return pageOf(rows, limit, ({ linkId }) => linkId);
  }

  @Get('attention.csv')
  async csv(@Param('id') id: string, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const { state, reason, language } = attention.csv.query.parse(query);
    const connection = await findConnection(this.store, id);
    const { directory } = this.store.of(connection.id);
    const which = { ...(state === undefined ? {} : { state }), ...(reason === undefined ? {} : { reason }) };
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="needs-attention.csv"')
      .send(attentionCsv((after, limit) => directory.attention({ ...which, limit, ...after }), language));
  }

  @Post('attention/retry')
  @HttpCode(200)
  async retry(@Param('id') id: string, @Body() body: unknown): Promise<Told<typeof attention.retry>> {
    const { state, reason, links } = attention.retry.request.parse(body ?? {});
    const connection = await findConnection(this.store, id);
    const retried = await retryLinks(this.store.database, connection.id, {
      ...(state === undefined ? {} : { state }),
      ...(reason === undefined ? {} : { reason }),
      ...(links === undefined ? {} : { links: links.map((link) => link.toLowerCase()) }),
    });
    for (const lane of lanes) this.bells.drain(connection.id, lane);
    return { retried };
  }
}
