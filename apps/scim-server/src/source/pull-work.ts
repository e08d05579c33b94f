import { allowable, canFilter, chooseReading, laterOf, Seen, sinceSchema } from '#provisioning';
import type { HoldReason, PageTag, ReadingWay, Since, SourceSettings } from '#provisioning';
import type { AllowedTargets } from '#outbound';
import type { Bells } from '#queue';
import type { Logger } from '#runtime';
import { readProvider, RemoteFailure, RemoteScim } from '#scim-client';
import type { ClaimedSource, Connection, RunEnd, SourceRow, Store } from '#store';
import { GroupsService } from '../scim/groups.service.js';
import { UsersService } from '../scim/users.service.js';
import { findAbsent } from './absence.js';
import { ApplyGroups } from './apply-groups.js';
import { applyRemovals } from './apply-removals.js';
import { ApplyUsers } from './apply-users.js';
import { gathered } from './gathered.js';
import { GroupMembers } from './group-members.js';
import type { PullRun } from './pull-run.js';
import { readSource } from './read-source.js';
import type { Reading } from './read-source.js';
import type { ReadingPlan } from './reading-plan.js';
import { openWay, sourceAccessSchema } from './source-access.js';

/** What a pull works with. */
export interface PullParts {
  readonly store: Store;
  readonly bells: Bells;
  readonly logger: Logger;
  readonly allowed: AllowedTargets;
}

/** A Source that this process holds. */
export interface HeldSource {
  readonly claimed: ClaimedSource;
  readonly source: SourceRow;
  readonly connection: Connection;
  readonly settings: SourceSettings;
  /** The store, as long as it is held. */
  readonly store: Store;
  /** What has to be the same for the tags of its pages to say anything. */
  readonly shape: string;
  readonly tags: readonly PageTag[];
}

/** What a run came to. */
export interface PullOutcome {
  readonly state: RunEnd['state'];
  readonly reason?: string;
  readonly detail?: string;
  readonly reading: 'full' | 'delta';
  readonly since: Since;
  /** The server's filter by time did not find what it should have. */
  readonly unreliable: boolean;
  /** What the tags of the pages came to; absent: nobody looked at them. */
  readonly tags?: { readonly known: readonly PageTag[]; readonly lied: boolean };
}

/** What a run is to read, as far as is known when it begins. */
export const readingOf = (held: HeldSource): 'full' | 'delta' => (wayOf(held) === 'full' ? 'full' : 'delta');

function wayOf({ claimed, source, settings, tags }: HeldSource): ReadingWay {
  if (claimed.askedFull || source.allowedRun !== null || source.readBase !== source.baseUrl) return 'full';
  const { fullAt, delta } = source;
  const tagged = tags.length > 0;
  const state = { now: claimed.now, since: sinceSchema.parse(source.since), delta, tagged };
  return chooseReading({ ...state, ...(fullAt === null ? {} : { fullAt }) }, settings);
}

/** The work of one run: read, judge, ask for whoever is missing, write. Nothing is written before it is judged. */
export class PullWork {
  constructor(
    private readonly parts: PullParts,
    private readonly run: PullRun,
    private readonly held: HeldSource,
  ) {}

  async pull(): Promise<PullOutcome> {
    const { run, held } = this;
    const { baseUrl } = held.source;
    const access = sourceAccessSchema.parse(this.parts.store.sources.access(run.connectionId, held.source));
    const way = openWay(this.parts.allowed, baseUrl, access);
    try {
      return await this.through(new RemoteScim(way.dispatcher, way.access, run.signal));
    } catch (error) {
      // What was waiting for the Source when the run was stopped says only that it was.
      if (error instanceof RemoteFailure) run.demandHeld();
      throw error;
    } finally {
      await way.dispatcher.destroy();
    }
  }

  /** What was judged before is written to its end. */
  async resume(reading: PullOutcome['reading']): Promise<PullOutcome> {
    await this.apply(true);
    return { state: 'done', reading, since: this.before, unreliable: false };
  }

  private get before(): Since {
    return sinceSchema.parse(this.held.source.since);
  }

  private async through(remote: RemoteScim): Promise<PullOutcome> {
    const { run, held } = this;
    const known = await run.pulled.count();
    const moved = held.source.readBase !== null && held.source.readBase !== held.source.baseUrl;
    if (moved && known.User + known.Group > 0) return this.heldFor('baseChanged');
    const provider = await readProvider(remote);
    const plan = { provider, since: this.before, known, tags: held.tags };
    const way = wayOf(held);
    const changed = way === 'full' ? undefined : await this.readChanged(remote, { ...plan, way });
    if (changed && changed !== 'unreliable') {
      if (changed.broken !== undefined) return this.heldFor(changed.broken);
      await this.apply(false);
      return this.done('delta', changed, false);
    }
    const reading = await this.readAll(remote, { ...plan, way: 'full' });
    const hold = reading.broken ?? (await this.absent(remote, reading, known));
    if (hold !== undefined) return this.heldFor(hold);
    await this.apply(false);
    const missed = changed === undefined && way === 'filter' && finds(reading, this.before);
    return this.done('full', reading, changed === 'unreliable' || missed);
  }

  /**
   * Undefined: only a reading of everything can tell. Of a filtered list nobody came, not even who was changed last; of
   * one that was read by its tags somebody has gone.
   */
  private async readChanged(
    remote: RemoteScim,
    plan: ReadingPlan,
  ): Promise<Reading | 'unreliable' | undefined> {
    try {
      const reading = await readSource(this.run, remote, plan);
      const tells = plan.way === 'tags' ? !reading.shorter : reading.read.User > 0;
      if (tells) return reading;
      await this.startOver();
      return undefined;
    } catch (error) {
      if (!(error instanceof RemoteFailure) || !['refused', 'forbidden'].includes(error.code)) throw error;
      await this.startOver();
      return 'unreliable';
    }
  }

  /** Whoever moves while we read may come twice: read anew, once. Who comes twice then is two of one id. */
  private async readAll(remote: RemoteScim, plan: ReadingPlan): Promise<Reading> {
    const first = await readSource(this.run, remote, plan);
    if (first.broken !== 'duplicateIds') return first;
    await this.startOver();
    return readSource(this.run, remote, plan);
  }

  private async startOver(): Promise<void> {
    await this.run.pulled.unstage();
    const { progress } = this.run;
    Object.assign(progress, { pages: 0, usersRead: 0, groupsRead: 0, toChange: 0, blocked: 0 });
  }

  private async absent(
    remote: RemoteScim,
    reading: Reading,
    known: ReadingPlan['known'],
  ): Promise<HoldReason | undefined> {
    const { allowedRun } = this.held.source;
    const allowed = new Seen();
    if (allowedRun !== null)
      for (const seq of await this.run.pulled.allowedMissing(allowedRun)) allowed.add(seq);
    return findAbsent(this.run, remote, reading, known, allowed);
  }

  private async apply(resumes: boolean): Promise<void> {
    const { run } = this;
    const { bells } = this.parts;
    const { store } = this.held;
    if (run.progress.toChange === 0 && !resumes) return;
    // From here on a run that is left in the middle is gone on with: that has to be known before anything is written.
    run.progress.state = 'applying';
    await run.tell();
    const [users, groups] = [new UsersService(store, bells), new GroupsService(store, bells)];
    const members = new GroupMembers(run, store, bells);
    await gathered(store.of(run.connectionId).runs, run.owner.askedBy, async () => {
      if (resumes) await members.touchAll();
      await applyRemovals(run, { User: users, Group: groups });
      await new ApplyGroups(run, store, groups, members).all();
      await new ApplyUsers(run, store, users, members).all();
      await members.settle();
    });
  }

  private heldFor(reason: HoldReason): PullOutcome {
    const detail = allowable.includes(reason) ? { detail: 'allowable' } : {};
    return { state: 'held', reason, ...detail, reading: 'full', since: this.before, unreliable: false };
  }

  private done(reading: PullOutcome['reading'], { latest, tags }: Reading, unreliable: boolean): PullOutcome {
    const before = this.before;
    const [user, group] = [laterOf(before.User, latest.User), laterOf(before.Group, latest.Group)];
    const since = {
      ...(user === undefined ? {} : { User: user }),
      ...(group === undefined ? {} : { Group: group }),
    };
    const { delta } = this.held.source;
    // What is blocked may be tried again whenever it is read, so it has to be read. And where a filter finds what has
    // changed, nobody asks for tags.
    const filters = canFilter({ since, delta: unreliable ? 'unreliable' : delta });
    const known = filters || this.run.progress.blocked > 0 ? [] : tags.tags;
    return { state: 'done', reading, since, unreliable, tags: { known, lied: tags.lied } };
  }
}

/** Whether a reading of everything found what the reading of what has changed should have. */
const finds = ({ latest }: Reading, { User: since }: Since): boolean =>
  latest.User !== undefined && laterOf(latest.User, since) === latest.User;
