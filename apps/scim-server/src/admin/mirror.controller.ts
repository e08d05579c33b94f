import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { Store } from '#store';
import type { Connection } from '#store';
import { CONFIG } from '../config-token.js';
import type { Config } from '../config.js';
import { publicAddress } from '../request.js';
import { findMirror } from './find-mirror.js';

type ToldMirror = Told<typeof endpoints.mirror.read>;

/** What a connection shows of DingTalk, for administrators. */
@Controller('admin/api/connections/:id/mirror')
export class MirrorController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async read(@Param('id') id: string): Promise<ToldMirror> {
    return this.tell(await findMirror(this.store, id));
  }

  @Post('crawl')
  @HttpCode(202)
  async crawl(@Param('id') id: string): Promise<ToldMirror> {
    const connection = await findMirror(this.store, id);
    await this.store.of(connection.id).mirror.askForCrawl('asked');
    return this.go(connection);
  }

  @Post('release')
  @HttpCode(202)
  async release(@Req() request: FastifyRequest, @Param('id') id: string): Promise<ToldMirror> {
    const connection = await findMirror(this.store, id);
    if (!(await this.store.of(connection.id).crawl.release()))
      throw new ScimError(409, 'No reading is held.');
    await this.decided(request, connection, 'mirror.released');
    return this.go(connection);
  }

  @Post('discard')
  @HttpCode(200)
  async discard(@Req() request: FastifyRequest, @Param('id') id: string): Promise<ToldMirror> {
    const connection = await findMirror(this.store, id);
    const { crawlEverySeconds } = connection.settings.mirror;
    if (!(await this.store.of(connection.id).crawl.discard(crawlEverySeconds * 1000)))
      throw new ScimError(409, 'No reading is under way.');
    await this.decided(request, connection, 'mirror.discarded');
    return this.tell(connection);
  }

  /** The keys are sealed and never told again. */
  @Put('callback')
  async callback(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Told<typeof endpoints.mirror.callback>> {
    const { token, aesKey, owner } = endpoints.mirror.callback.request.parse(body);
    const connection = await findMirror(this.store, id);
    await this.store.callbacks.save(connection.id, { token, aesKey, owner: owner ?? connection.appKey });
    return { url: `${publicAddress(request, this.config)}/dingtalk/callback/${connection.id}` };
  }

  private async decided(
    { administrator = '' }: FastifyRequest,
    { id }: Connection,
    what: 'mirror.released' | 'mirror.discarded',
  ): Promise<void> {
    await this.store.of(id).activity.decided(what, `admin:${administrator}`);
  }

  private async go(connection: Connection): Promise<ToldMirror> {
    this.bells.mirror(connection.id);
    return this.tell(connection);
  }

  private async tell(connection: Connection): Promise<ToldMirror> {
    const state = await this.store.of(connection.id).mirror.state();
    // It is gone since it was found.
    if (!state) throw new ScimError(404, 'There is no such connection.');
    return { ...state, opposite: await this.store.connections.opposite(connection.id) };
  }
}
