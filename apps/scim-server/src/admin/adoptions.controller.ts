import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { lanes } from '#common';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { Store } from '#store';
import type { AdoptionList, Adoptions, Connection } from '#store';
import { askedBy } from './asked-by.js';
import { askPusher } from './ask-pusher.js';
import { findConnection } from './find-connection.js';
import { pageOf } from './page-of.js';
import { toldProposal } from './told-proposal.js';

const { adoptions } = endpoints;
type ToldList = Told<typeof adoptions.read>;
type Decided = Told<typeof adoptions.approve>;

/** What was in DingTalk before a connection: found by the pusher, looked at and decided about here. */
@Controller('admin/api/connections/:id/adoptions')
export class AdoptionsController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  /** The answer is what was found; 202 with the task's address when it takes long. */
  @Post('search')
  @HttpCode(200)
  async search(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<Told<typeof adoptions.search>> {
    const connection = await this.find(id);
    if (connection.settings.adoption.keys.length === 0) {
      throw new ScimError(409, 'Adoption is off: settings.adoption.keys names nothing to match by.');
    }
    const answered = await askPusher(this.store, this.bells, {
      connectionId: connection.id,
      kind: 'adoptions',
      requestedBy: request.administrator ?? '',
    });
    if (answered.kind === 'finished') return told(await this.latest(connection));
    void reply.code(202);
    return { task: answered.task };
  }

  @Get()
  async read(@Param('id') id: string): Promise<ToldList> {
    return told(await this.latest(await this.find(id)));
  }

  /** Who only views sees personal data masked. */
  @Get('proposals')
  async list(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<Told<typeof adoptions.list>> {
    const { state, conflict, after, limit } = adoptions.list.query.parse(query);
    const own = this.of(await this.find(id));
    const rows = await own.list({ state, conflict, after, limit: limit + 1 });
    const page = pageOf(rows, limit, ({ place }) => place);
    const isAdministrator = request.role === 'administrator';
    return { proposals: page.rows.map((row) => toldProposal(row, isAdministrator)), next: page.next };
  }

  @Post('approve')
  @HttpCode(200)
  async approve(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Decided> {
    const connection = await this.find(id);
    const decided = await this.of(connection).approve(await this.decision(request, connection, body));
    for (const lane of lanes) this.bells.drain(connection.id, lane);
    return decided;
  }

  @Post('refuse')
  @HttpCode(200)
  async refuse(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Decided> {
    const connection = await this.find(id);
    return this.of(connection).refuse(await this.decision(request, connection, body));
  }

  private async decision(request: FastifyRequest, connection: Connection, body: unknown) {
    const { list: listId, places } = adoptions.approve.request.parse(body);
    if ((await this.latest(connection)).id !== listId)
      throw new ScimError(409, 'Another search was made since: look at its list.');
    return { listId, places, decidedBy: askedBy(request) };
  }

  private async latest(connection: Connection): Promise<AdoptionList> {
    const newest = await this.of(connection).latest();
    if (!newest)
      throw new ScimError(404, 'Nobody has looked for what could be adopted yet: POST asks for it.');
    return newest;
  }

  private of({ id }: Connection): Adoptions {
    return this.store.of(id).adoptions;
  }

  private async find(id: string): Promise<Connection> {
    const connection = await findConnection(this.store, id);
    if (connection.direction !== 'scim-to-dingtalk')
      throw new ScimError(409, 'This connection writes nothing to DingTalk.');
    return connection;
  }
}

function told({ id, requestedBy, startedAt, finishedAt, seen, counts }: AdoptionList): ToldList {
  // The pusher wrote it in this shape.
  const shown = seen as unknown as ToldList['seen'];
  return { id, requestedBy, startedAt, finishedAt, seen: shown, counts };
}
