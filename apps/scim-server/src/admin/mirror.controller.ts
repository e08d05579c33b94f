import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { endpoints, Told } from '#admin-api';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { Store } from '#store';
import type { Connection } from '#store';
import { findConnection } from './find-connection.js';

type ToldMirror = Told<typeof endpoints.mirror.read>;

/** What a connection shows of DingTalk, for administrators. */
@Controller('admin/api/connections/:id/mirror')
export class MirrorController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  @Get()
  async read(@Param('id') id: string): Promise<ToldMirror> {
    return this.tell(await findConnection(this.store, id));
  }

  @Post('crawl')
  @HttpCode(202)
  async crawl(@Param('id') id: string): Promise<ToldMirror> {
    const connection = await this.find(id);
    await this.store.of(connection.id).mirror.askForCrawl('asked');
    return this.go(connection);
  }

  @Post('release')
  @HttpCode(202)
  async release(@Param('id') id: string): Promise<ToldMirror> {
    const connection = await this.find(id);
    if (!(await this.store.of(connection.id).crawl.release()))
      throw new ScimError(409, 'No reading is held.');
    return this.go(connection);
  }

  @Post('discard')
  @HttpCode(200)
  async discard(@Param('id') id: string): Promise<ToldMirror> {
    const connection = await this.find(id);
    const { crawlEverySeconds } = connection.settings.mirror;
    if (!(await this.store.of(connection.id).crawl.discard(crawlEverySeconds * 1000)))
      throw new ScimError(409, 'No reading is under way.');
    return this.tell(connection);
  }

  private async go(connection: Connection): Promise<ToldMirror> {
    this.bells.mirror(connection.id);
    return this.tell(connection);
  }

  private async tell(connection: Connection): Promise<ToldMirror> {
    const state = await this.store.of(connection.id).mirror.state();
    if (!state) throw notAMirror();
    return { ...state, opposite: await this.store.connections.opposite(connection.id) };
  }

  private async find(id: string): Promise<Connection> {
    const connection = await findConnection(this.store, id);
    if (connection.direction !== 'dingtalk-to-scim') throw notAMirror();
    return connection;
  }
}

const notAMirror = () => new ScimError(404, 'This connection mirrors nothing.');
