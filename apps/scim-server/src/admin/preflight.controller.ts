import { pipeline, Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import type { PreflightLanguage } from '#provisioning';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { Store } from '#store';
import type { PreflightReport, Preflights } from '#store';
import { askPusher } from './ask-pusher.js';
import { findConnection } from './find-connection.js';
import { pageOf } from './page-of.js';
import { tellFinding, tellReport } from './preflight-report.js';
import type { ToldFinding, ToldReport } from './preflight-report.js';

const { look, report, findings, csv } = endpoints.preflight;

/** In the order of the file. */
const columns = [
  'displayName',
  'type',
  'resourceId',
  'severity',
  'kind',
  'what',
  'mend',
  'other',
  'field',
  'detail',
];
const atOnce = 1_000;

/** What keeps whom from being made, before anything is written: looked for by the pusher, read here. */
@Controller('admin/api/connections/:id/preflight')
export class PreflightController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** Has the pusher look. The answer is the report; 202 with the task's address when it takes long. */
  @Post()
  @HttpCode(200)
  async look(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Told<typeof look>> {
    const { lang: language } = look.query.parse(query);
    const { id: connectionId } = await findConnection(this.store, id);
    const requestedBy = request.administrator ?? '';
    const answered = await askPusher(this.store, this.bells, {
      connectionId,
      kind: 'preflight',
      requestedBy,
    });
    if (answered.kind === 'finished') return tellReport(await this.latest(id), language);
    void reply.code(202);
    return { task: answered.task };
  }

  /** The newest report: how much there is of each kind. */
  @Get()
  async report(@Param('id') id: string, @Query() query: unknown): Promise<ToldReport> {
    const { lang: language } = report.query.parse(query);
    return tellReport(await this.latest(id), language);
  }

  /** One page of its findings; `next` is where the page after begins, null on the last. */
  @Get('findings')
  async findings(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof findings>> {
    const { lang: language, kind, after, limit } = findings.query.parse(query);
    const { id: preflightId } = await this.latest(id);
    const rows = await (await this.of(id)).findings({ preflightId, after, kind, limit: limit + 1 });
    const page = pageOf(rows, limit, ({ seq }) => seq);
    return { findings: page.rows.map((row) => tellFinding(row, language)), next: page.next };
  }

  /** All of its findings as a table. A value that a spreadsheet would calculate is not calculated. */
  @Get('findings.csv')
  async csv(@Param('id') id: string, @Query() query: unknown): Promise<StreamableFile> {
    const { lang: language } = csv.query.parse(query);
    const { id: preflightId } = await this.latest(id);
    const rows = Readable.from(allFindings(await this.of(id), preflightId, language));
    const table = stringify({ header: true, columns, escape_formulas: true, bom: true });
    // A reader that goes away ends both; there is nobody to tell.
    pipeline(rows, table, () => undefined);
    return new StreamableFile(table, {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="preflight.csv"',
    });
  }

  private async of(id: string): Promise<Preflights> {
    return this.store.of((await findConnection(this.store, id)).id).preflights;
  }

  private async latest(id: string): Promise<PreflightReport> {
    const newest = await (await this.of(id)).latest();
    if (!newest) throw new ScimError(404, 'Nobody has looked at this connection yet: POST asks for it.');
    return newest;
  }
}

async function* allFindings(
  preflights: Preflights,
  preflightId: string,
  language: PreflightLanguage,
): AsyncGenerator<ToldFinding, void, undefined> {
  for (let after = 0; ;) {
    const rows = await preflights.findings({ preflightId, after, limit: atOnce });
    const last = rows.at(-1);
    if (!last) return;
    yield* rows.map((row) => tellFinding(row, language));
    after = last.seq;
  }
}
