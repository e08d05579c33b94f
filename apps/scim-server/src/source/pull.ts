import { randomInt, randomUUID } from 'node:crypto';
import type { ConnectionId } from '#common';
import { nextRun, shapeOf, sourceSettingsSchema } from '#provisioning';
import { errorFields } from '#runtime';
import { RemoteFailure } from '#scim-client';
import { LeaseLost } from '#store';
import type { RunEnd, SourceRun } from '#store';
import { closeLeft } from './gathered.js';
import { leaseMs, PullRun, RunStopped } from './pull-run.js';
import { PullWork, readingOf } from './pull-work.js';
import type { HeldSource, PullOutcome, PullParts } from './pull-work.js';
import { askedByRun } from './source-run-of.js';

const chances = 1_000_000;

/** Reads Sources, one run of a connection at a time among all replicas. */
export class Pull {
  private readonly running = new Set<PullRun>();
  private closing = false;

  constructor(private readonly parts: PullParts) {}

  /** Reads the Source of a connection where that is due. @returns how the run ended; undefined: it has not, or there was none */
  async run(connectionId: ConnectionId): Promise<RunEnd['state'] | undefined> {
    if (this.closing) return undefined;
    const held = await this.claim(connectionId);
    if (!held) return undefined;
    const left = await held.store.of(connectionId).pulled.openRun();
    const ended = left && endOfLeft(left, held);
    if (left && ended) return this.endLeft(this.goOn(held, left), held, ended);
    const resumed = left?.state === 'applying' ? left : undefined;
    const run = resumed ? this.goOn(held, resumed) : await this.begin(held, left);
    this.running.add(run);
    run.start();
    try {
      return await this.work(run, held, resumed);
    } finally {
      this.running.delete(run);
    }
  }

  /** Ends what is under way; another process takes it over. */
  close(): void {
    this.closing = true;
    for (const run of this.running) run.stop('closing');
  }

  private async claim(id: ConnectionId): Promise<HeldSource | undefined> {
    const { store } = this.parts;
    const claimed = await store.sources.claim(id, leaseMs);
    if (!claimed) return undefined;
    const [source, connection] = [await store.sources.read(id), await store.connections.find(id)];
    if (!source || !connection) return undefined;
    const settings = sourceSettingsSchema.parse(source.settings);
    const { baseUrl, accessSealed: access } = source;
    const shape = shapeOf({ baseUrl, access }, settings);
    const own = store.holding({ connectionId: id, epoch: claimed.epoch });
    const tags = await own.of(id).pulled.pageTags(shape);
    return { claimed, source, connection, settings, store: own, shape, tags };
  }

  private runOf({ claimed, connection, source, settings, store }: HeldSource, runId: string): PullRun {
    const { id, stamp, direction } = connection;
    const askedBy = askedByRun(runId);
    const owner = { id, stamp, direction, askedBy, sourceUrl: source.baseUrl, unpagedLists: false };
    return new PullRun(id, runId, claimed.epoch, owner, settings, store.of(id).pulled);
  }

  private goOn(held: HeldSource, left: SourceRun): PullRun {
    const run = this.runOf(held, left.id);
    goOnFrom(run, left);
    return run;
  }

  /** A run that was left while it only read begins anew: nothing of it was written. */
  private async begin(held: HeldSource, left: SourceRun | undefined): Promise<PullRun> {
    const run = this.runOf(held, randomUUID());
    const { asked, askedBy } = held.claimed;
    if (left) await run.pulled.failRun(left.id, 'interrupted');
    await run.pulled.beginRun({
      id: run.id,
      askedBy: asked === null ? 'schedule' : (askedBy ?? 'schedule'),
      reading: readingOf(held),
    });
    return run;
  }

  private async endLeft(run: PullRun, held: HeldSource, ended: PullOutcome): Promise<RunEnd['state']> {
    await closeLeft(held.store.of(run.connectionId).runs, run.owner.askedBy);
    return this.finish(run, held, ended);
  }

  private async work(
    run: PullRun,
    held: HeldSource,
    resumed: SourceRun | undefined,
  ): Promise<RunEnd['state'] | undefined> {
    try {
      return await this.finish(run, held, await this.outcomeOf(run, held, resumed));
    } catch (error) {
      // It stays open: whoever takes the Source next goes on with it, after some rest where we are at fault.
      const why = error instanceof LeaseLost ? 'lost' : error instanceof RunStopped ? error.why : undefined;
      await run.end(why === undefined ? leaseMs / 4 : 0);
      const told = { connection: run.connectionId, run: run.id };
      if (why !== undefined) this.parts.logger.info('pull-stopped', { ...told, why });
      else this.parts.logger.error('pull-failed', { ...told, ...errorFields(error) });
      return undefined;
    }
  }

  private async outcomeOf(
    run: PullRun,
    held: HeldSource,
    resumed: SourceRun | undefined,
  ): Promise<PullOutcome> {
    const work = new PullWork(this.parts, run, held);
    try {
      return await (resumed ? work.resume(resumed.reading) : work.pull());
    } catch (error) {
      const outcome = endOf(error, held);
      if (outcome) return outcome;
      throw error;
    }
  }

  private async finish(run: PullRun, held: HeldSource, outcome: PullOutcome): Promise<RunEnd['state']> {
    await run.end(leaseMs);
    const { schedule } = held.settings;
    const { now, asked } = held.claimed;
    const took = performance.now() - run.startedAt;
    const after = new Date(now.getTime() + took);
    const { state, reading, since, unreliable, reason, detail } = outcome;
    await run.pulled.finishRun(
      { runId: run.id, epoch: run.epoch },
      {
        state,
        reading,
        since: { ...since },
        unreliable,
        nextAt: schedule === null ? null : nextRun(schedule, after, randomInt(chances) / chances),
        claimedAt: now,
        asked,
        readFrom: held.source.baseUrl,
        pages: pagesKept(run, held, outcome),
        tagsUnreliable: outcome.tags?.lied === true,
        ...(reason === undefined ? {} : { reason }),
        ...(detail === undefined ? {} : { detail }),
      },
    );
    const { pages, usersRead, groupsRead, changed, deleted, blocked } = run.progress;
    const counts = { pages, usersRead, groupsRead, changed, deleted, blocked };
    const told = { connection: run.connectionId, run: run.id, state, reading, reason, ...counts };
    this.parts.logger.info('pulled', told);
    return state;
  }
}

/** By what the pages are known once the run is over: anew, not at all where it wrote and nobody looked, or as before. */
function pagesKept({ progress }: PullRun, { shape }: HeldSource, { tags }: PullOutcome): RunEnd['pages'] {
  if (tags) return { shape, tags: tags.known };
  return progress.state === 'applying' ? { shape, tags: [] } : null;
}

function goOnFrom(run: PullRun, left: SourceRun): void {
  const { pages, usersRead, groupsRead, usersTotal, groupsTotal } = left;
  const read = { pages, usersRead, groupsRead, usersTotal, groupsTotal };
  const { state, toChange, changed, deleted, blocked, missing } = left;
  if (state === 'confirming' || state === 'applying') run.progress.state = state;
  Object.assign(run.progress, read, { toChange, changed, deleted, blocked, missing });
}

/** How a run ends that was left in the middle and is not wanted any more; undefined: it is. */
function endOfLeft({ state, cancelAsked }: SourceRun, held: HeldSource): PullOutcome | undefined {
  const unchanged = { reading: readingOf(held), since: held.source.since, unreliable: false };
  if (cancelAsked) return { state: 'cancelled', ...unchanged };
  // What was judged is written to its end, as whoever paused was told; what only read would have to begin anew.
  const idle = held.source.paused && state !== 'applying';
  return idle ? { state: 'failed', reason: 'interrupted', ...unchanged } : undefined;
}

/** How a run ends that could not go on; undefined: it does not, somebody will go on with it. */
function endOf(error: unknown, held: HeldSource): PullOutcome | undefined {
  const unchanged = { reading: readingOf(held), since: held.source.since, unreliable: false };
  if (error instanceof RunStopped && error.why === 'cancelled') return { state: 'cancelled', ...unchanged };
  if (!(error instanceof RemoteFailure) || error.code === 'cancelled') return undefined;
  const detail = error.detail === undefined ? {} : { detail: error.detail };
  return { state: 'failed', reason: error.code, ...detail, ...unchanged };
}
