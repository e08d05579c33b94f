import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { endpoints } from '#admin-api';
import type { Told } from '#admin-api';
import { asUuid, lanes } from '#common';
import { changeKinds, lineOfKind, minutesOf, settingsSchema, wholeTotals } from '#provisioning';
import { Bells } from '#queue';
import { ScimError } from '#scim';
import { Store } from '#store';
import type { Connection, Decided, Run, Runs } from '#store';
import { askedBy } from './asked-by.js';
import { sourceRunOf } from '../source/source-run-of.js';
import { findConnection } from './find-connection.js';
import { findPerson } from './find-person.js';
import { maskedValues } from './mask.js';
import { untilPlanned } from './until-planned.js';

const { runs } = endpoints;
const judgedSchema = runs.judge.request.extend({ settings: settingsSchema });

/** Runs: what they plan, what of them is held, and what somebody decides about it. */
@Controller('admin/api/connections/:id')
export class RunsController {
  constructor(
    private readonly store: Store,
    private readonly bells: Bells,
  ) {}

  @Get('runs')
  async list(@Param('id') id: string, @Query() query: unknown): Promise<Told<typeof runs.list>> {
    const { state, limit } = runs.list.query.parse(query);
    const connection = await findConnection(this.store, id);
    const found = await this.store.of(connection.id).runs.list({ limit, ...(state ? { state } : {}) });
    return found.map((run) => told(connection, run));
  }

  @Get('runs/:run')
  async read(@Param('id') id: string, @Param('run') run: string): Promise<Told<typeof runs.read>> {
    const connection = await findConnection(this.store, id);
    return this.whole(connection, run);
  }

  /** Personal data is masked. */
  @Get('runs/:run/changes')
  async changes(
    @Param('id') id: string,
    @Param('run') run: string,
    @Query() query: unknown,
  ): Promise<Told<typeof runs.changes>> {
    const { state, ...page } = runs.changes.query.parse(query);
    const connection = await findConnection(this.store, id);
    const { id: runId } = await this.find(connection, run);
    const items = await this.store.of(connection.id).runs.items(runId, {
      ...page,
      ...(state ? { states: [state] } : {}),
    });
    return items.map((item) => ({
      ...item,
      values: maskedValues({ event: item.change, values: item.values }),
    }));
  }

  @Post('runs/:run/approve')
  @HttpCode(200)
  async approve(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Param('run') run: string,
    @Body() body: unknown,
  ): Promise<Told<typeof runs.approve>> {
    const { checksum, places, kinds } = runs.approve.request.parse(body);
    const connection = await findConnection(this.store, id);
    const decidedBy = askedBy(request);
    const decision = { checksum, only: { seqs: places, kinds }, decidedBy };
    const { id: runId } = await this.find(connection, run);
    const items = itemsOf(await this.store.of(connection.id).runs.approve(runId, decision));
    for (const lane of lanes) this.bells.drain(connection.id, lane);
    return { items };
  }

  @Post('runs/:run/drop')
  @HttpCode(200)
  async drop(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Param('run') run: string,
    @Body() body: unknown,
  ): Promise<Told<typeof runs.drop>> {
    const { checksum, places, kinds } = runs.drop.request.parse(body);
    const connection = await findConnection(this.store, id);
    const decidedBy = askedBy(request);
    const decision = { checksum, only: { seqs: places, kinds }, decidedBy };
    const { id: runId } = await this.find(connection, run);
    return { items: itemsOf(await this.store.of(connection.id).runs.drop(runId, decision)) };
  }

  /** What of it would be held, were these the settings. */
  @Post('runs/:run/judge')
  @HttpCode(200)
  async judge(
    @Param('id') id: string,
    @Param('run') run: string,
    @Body() body: unknown,
  ): Promise<Told<typeof runs.judge>> {
    const { settings } = judgedSchema.parse(body);
    const connection = await findConnection(this.store, id);
    const { totals } = await this.find(connection, run);
    if (!totals) throw new ScimError(409, 'This run is not planned yet.');
    const { people, departments, changes } = wholeTotals(totals);
    const kinds = changeKinds.map((kind) => ({
      kind,
      changes: changes[kind],
      savedLine: finite(lineOfKind(kind, totals, connection.settings.policy)),
      line: finite(lineOfKind(kind, totals, settings.policy)),
    }));
    return { people, departments, kinds };
  }

  /** Nothing is carried out. A name has no place in an address: asked by POST. */
  @Post('plan')
  @HttpCode(200)
  async plan(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Told<typeof runs.plan>> {
    const { person } = runs.plan.request.parse(body ?? {});
    const connection = await findConnection(this.store, id);
    const { links, resources, runs: planned } = this.store.of(connection.id);
    const resourceId = person === undefined ? undefined : await findPerson(resources, person);
    const linkId = resourceId && (await links.ofResource(resourceId));
    if (person !== undefined && !linkId) throw new ScimError(404, 'There is no such person.');
    const runId = await planned.preview(askedBy(request), linkId);
    await untilPlanned(planned, runId);
    return this.whole(connection, runId);
  }

  private async whole(connection: Connection, run: string): Promise<Told<typeof runs.read>> {
    const found = await this.find(connection, run);
    const { runs: own } = this.store.of(connection.id);
    const [checksum, counts] = await Promise.all([own.checksum(found), own.counts(found.id)]);
    return { ...told(connection, found), checksum, counts };
  }

  private async find(connection: Connection, run: string): Promise<Run> {
    const known = asUuid(run);
    const own: Runs = this.store.of(connection.id).runs;
    const found = known && (await own.read(known));
    if (!found) throw new ScimError(404, 'There is no such run.');
    return found;
  }
}

const finite = (line: number): number | null => (Number.isFinite(line) ? line : null);

function told({ settings }: Connection, run: Run) {
  const { id, kind, changeKind, state, requestedBy, listed, kindsOver, createdAt, plannedAt, closedAt } = run;
  const { totals } = run;
  const minutes = totals && minutesOf(totals.calls, settings.callsPerSecond);
  return {
    ...{ id, kind, changeKind, state, requestedBy, listed, kindsOver, createdAt, plannedAt, closedAt },
    sourceRun: kind === 'pull' ? sourceRunOf(requestedBy) : null,
    totals: totals && { ...wholeTotals(totals), minutes: minutes ?? 0 },
  };
}

/** @throws ScimError 404, or 409 where the list that was seen is none of this run's */
function itemsOf(decided: Decided): number {
  switch (decided.kind) {
    case 'decided':
      return decided.items;
    case 'absent':
      throw new ScimError(409, 'Nothing of this run waits for a decision.');
    case 'otherList':
      throw new ScimError(409, 'This checksum is not that of a list which this run has shown.');
  }
}
