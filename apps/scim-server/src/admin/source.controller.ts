import { randomInt } from 'node:crypto';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Put,
  Query,
  Req,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asUuid } from '#common';
import type { ConnectionId } from '#common';
import { nextRun, sourceSettingsSchema } from '#provisioning';
import type { SourceSettings } from '#provisioning';
import { PullBells } from '#queue';
import { ScimError } from '#scim';
import { Store, storeNow } from '#store';
import type { SourceRow, SourceRun } from '#store';
import { CONFIG } from '../config-token.js';
import type { Config } from '../config.js';
import { shownAuth, sourceAccessSchema } from '../source/source-access.js';
import type { SourceAccess } from '../source/source-access.js';
import { askedBy } from './asked-by.js';
import { findConnection } from './find-connection.js';
import { demandReachable } from './reachable.js';
import { toldRun } from './told-run.js';

const { source: rows } = endpoints;
const chances = 1_000_000;

/** The remote SCIM server that a connection is read from, for administrators. */
@Controller('admin/api/connections/:id/source')
export class SourceController {
  constructor(
    private readonly store: Store,
    private readonly bells: PullBells,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  async read(@Param('id') id: string): Promise<Told<typeof rows.read>> {
    const connection = await findConnection(this.store, id);
    return this.told(connection.id, await this.find(connection.id));
  }

  @Put()
  async save(@Param('id') id: string, @Body() body: unknown): Promise<Told<typeof rows.save>> {
    const given = rows.save.request.parse(body);
    const settings = sourceSettingsSchema.parse(given.settings);
    const connection = await findConnection(this.store, id);
    if (connection.direction !== 'scim-to-dingtalk')
      throw new ScimError(409, 'This connection mirrors DingTalk: it has its people from there.');
    const before = await this.store.sources.read(connection.id);
    const { baseUrl, auth, ca, proxy } = given;
    const access =
      auth === undefined
        ? this.kept(connection.id, before, baseUrl)
        : sourceAccessSchema.parse({
            auth,
            ...(ca === undefined ? {} : { ca }),
            ...(proxy === undefined ? {} : { proxy }),
          });
    demandReachable({ baseUrl, proxy, ...tokenUrlOf(access) }, this.config.ALLOW_PRIVATE_TARGETS);
    const saved = await this.store.sources.save(connection.id, {
      baseUrl,
      authShown: shownAuth(access),
      access: { ...access, auth: { ...access.auth } },
      settings,
      nextAt: before?.paused === true ? null : await this.next(settings),
    });
    if (!saved)
      throw new ScimError(409, 'This connection has people of its own; make another one for the Source.');
    return this.told(connection.id, await this.find(connection.id));
  }

  @Delete()
  @HttpCode(204)
  async remove(@Param('id') id: string): Promise<void> {
    const connection = await findConnection(this.store, id);
    if (!(await this.store.sources.remove(connection.id))) throw noSource();
  }

  @Post('sync')
  @HttpCode(202)
  async sync(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Told<typeof rows.sync>> {
    const { full } = rows.sync.request.parse(body ?? {});
    const connection = await findConnection(this.store, id);
    await this.find(connection.id);
    return this.ask(connection.id, { askedBy: askedBy(request), full });
  }

  @Post('pause')
  @HttpCode(200)
  async pause(@Param('id') id: string): Promise<Told<typeof rows.pause>> {
    const connection = await findConnection(this.store, id);
    await this.store.sources.pause(connection.id, true, null);
    return this.told(connection.id, await this.find(connection.id));
  }

  @Post('resume')
  @HttpCode(200)
  async resume(@Param('id') id: string): Promise<Told<typeof rows.resume>> {
    const connection = await findConnection(this.store, id);
    const { settings } = await this.find(connection.id);
    const next = await this.next(sourceSettingsSchema.parse(settings));
    await this.store.sources.pause(connection.id, false, next);
    return this.told(connection.id, await this.find(connection.id));
  }

  @Get('runs')
  async runs(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof rows.runs>> {
    const { before, limit } = rows.runs.query.parse(query);
    const connection = await findConnection(this.store, id);
    const page = { limit, ...(before === undefined ? {} : { before }) };
    return (await this.store.sources.runs(connection.id, page)).map(toldRun);
  }

  @Get('runs/:run')
  async run(@Param('id') id: string, @Param('run') run: string): Promise<Told<typeof rows.run>> {
    const connection = await findConnection(this.store, id);
    return toldRun(await this.findRun(connection.id, run));
  }

  @Get('runs/:run/notes')
  async notes(
    @Param('id') id: string,
    @Param('run') run: string,
    @Query() query: unknown,
  ): Promise<Told<typeof rows.notes>> {
    const page = rows.notes.query.parse(query);
    const connection = await findConnection(this.store, id);
    const { id: known } = await this.findRun(connection.id, run);
    return this.store.of(connection.id).pulled.notes(known, page);
  }

  @Post('runs/:run/cancel')
  @HttpCode(202)
  async cancel(@Param('id') id: string, @Param('run') run: string): Promise<Told<typeof rows.cancel>> {
    const connection = await findConnection(this.store, id);
    const { id: known } = await this.findRun(connection.id, run);
    if (!(await this.store.sources.cancel(connection.id, known)))
      throw new ScimError(409, 'This run is over.');
    return { accepted: true };
  }

  @Post('runs/:run/allow')
  @HttpCode(202)
  async allow(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Param('run') run: string,
  ): Promise<Told<typeof rows.allow>> {
    const connection = await findConnection(this.store, id);
    const held = await this.findRun(connection.id, run);
    const [last] = await this.store.sources.runs(connection.id, { limit: 1 });
    if (held.state !== 'held' || held.detail !== 'allowable' || last?.id !== held.id)
      throw new ScimError(
        409,
        'Only the last run can be allowed, where it is held for something that may be right.',
      );
    const acceptBase = held.reason === 'baseChanged';
    return this.ask(connection.id, {
      askedBy: askedBy(request),
      full: true,
      allowedRun: held.id,
      acceptBase,
    });
  }

  private async ask(
    id: ConnectionId,
    how: Parameters<Store['sources']['ask']>[1],
  ): Promise<{ accepted: true }> {
    if (!(await this.store.sources.ask(id, how)))
      throw new ScimError(409, 'The Source is paused: resume it first.');
    this.bells.ring(id);
    return { accepted: true };
  }

  private async find(id: ConnectionId): Promise<SourceRow> {
    const source = await this.store.sources.read(id);
    if (!source) throw noSource();
    return source;
  }

  private async findRun(id: ConnectionId, run: string): Promise<SourceRun> {
    const known = asUuid(run);
    const found = known && (await this.store.sources.run(id, known));
    if (!found) throw new ScimError(404, 'There is no such run.');
    return found;
  }

  /** Secrets go to the host they were entered for, and to no other. */
  private kept(id: ConnectionId, before: SourceRow | undefined, baseUrl: string): SourceAccess {
    const same = before && new URL(before.baseUrl).origin === new URL(baseUrl).origin;
    if (!same) throw new ScimError(400, 'auth is needed for a Source on another host.', 'invalidValue');
    return sourceAccessSchema.parse(this.store.sources.access(id, before));
  }

  private async next({ schedule }: SourceSettings): Promise<Date | null> {
    if (schedule === null) return null;
    return nextRun(schedule, new Date(await storeNow(this.store.database)), randomInt(chances) / chances);
  }

  private async told(id: ConnectionId, source: SourceRow): Promise<Told<typeof rows.read>> {
    const [last] = await this.store.sources.runs(id, { limit: 1 });
    const { baseUrl, authShown, settings, paused, nextAt } = source;
    return { baseUrl, auth: authShown, settings, paused, nextAt, lastRun: last ? toldRun(last) : null };
  }
}

const noSource = () => new ScimError(404, 'This connection has no Source.');

const tokenUrlOf = ({ auth }: SourceAccess): { readonly 'auth.tokenUrl'?: string } =>
  auth.kind === 'oauth' ? { 'auth.tokenUrl': auth.tokenUrl } : {};
