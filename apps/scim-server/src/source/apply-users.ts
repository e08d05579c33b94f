import { Conflict } from '#common';
import type { ResourceId } from '#common';
import { withManager } from '#provisioning';
import { ScimError } from '#scim';
import type { ScimBody } from '#scim';
import type { SettledRecord, SourceChange, Store } from '#store';
import { userState } from '../scim/keys.js';
import type { UsersService } from '../scim/users.service.js';
import type { GroupMembers } from './group-members.js';
import type { PullRun } from './pull-run.js';
import { stagedContent } from './staged-content.js';
import type { StagedContent } from './staged-content.js';

const atOnce = 200;
/** Users that are written side by side. */
const abreast = 8;
/** A userName may be free once those that are written in the same run have let go of it. */
const maxTries = 3;

interface Wanted {
  readonly change: SourceChange;
  readonly content: StagedContent;
  readonly body: ScimBody;
}

type Written = 'written' | 'duplicateUserName' | { readonly invalid: string };

/** Writes the Users that a reading has staged, many in one statement where they are new. */
export class ApplyUsers {
  constructor(
    private readonly run: PullRun,
    private readonly store: Store,
    private readonly users: UsersService,
    private readonly members: GroupMembers,
  ) {}

  async all(): Promise<void> {
    await this.blockUnreadable();
    for (let tries = 0; tries < maxTries; tries += 1) {
      for (;;) {
        this.run.demandHeld();
        const which = { what: 'write', type: 'User', tries, limit: atOnce } as const;
        const changes = await this.run.pulled.staged(this.run.id, which);
        if (changes.length === 0) break;
        await this.batch(changes, tries);
      }
    }
    await this.lateManagers();
  }

  private async batch(changes: readonly SourceChange[], tries: number): Promise<void> {
    const contents = changes.map(({ content }) => stagedContent(content));
    const managers = contents.flatMap(({ managerId }) => managerId ?? []);
    const ids = await this.run.pulled.idsOf(this.run.id, [...new Set(managers)]);
    const wanted = changes.map((change, place): Wanted => {
      const content = contents[place] ?? stagedContent(change.content);
      const manager = content.managerId === null ? undefined : ids.get(content.managerId);
      return { change, content, body: withManager(content.body, manager) };
    });
    const written = await this.write(wanted);
    const taken = wanted.filter(({ change }) => written.get(change) === 'duplicateUserName');
    const last = tries + 1 >= maxTries;
    if (!last) {
      const late = taken.map(({ change }) => change.sourceId);
      await this.run.pulled.defer(this.run.id, 'User', late, tries + 1);
    }
    const settled = last ? wanted : wanted.filter((one) => !taken.includes(one));
    await this.settle(settled, written);
  }

  private async settle(
    wanted: readonly Wanted[],
    written: ReadonlyMap<SourceChange, Written>,
  ): Promise<void> {
    const { run } = this;
    const records = wanted.map(({ change, content }) =>
      settledAs(change, content, written.get(change) ?? 'written'),
    );
    this.members.touch(await run.pulled.settleUsers(run.id, records));
    const blocked = records.filter((record) => record.blocked !== null);
    run.progress.changed += records.length - blocked.length;
    run.progress.blocked += blocked.length;
    await run.pulled.note(
      run.id,
      wanted.flatMap(({ change: { sourceId, ...change } }, place) => {
        const outcome = written.get(wanted[place]?.change ?? { sourceId, ...change });
        if (outcome === undefined || outcome === 'written') return [];
        return [
          outcome === 'duplicateUserName'
            ? { type: 'User' as const, sourceId, what: outcome, detail: null }
            : { type: 'User' as const, sourceId, what: 'invalid' as const, detail: outcome.invalid },
        ];
      }),
    );
    const made = wanted.filter(({ change }) => !change.known && written.get(change) === 'written');
    await this.members.join(made.map(({ change }) => change.resourceId));
  }

  private async write(wanted: readonly Wanted[]): Promise<ReadonlyMap<SourceChange, Written>> {
    const outcomes = new Map<SourceChange, Written>();
    const sound = wanted.filter(({ change, body }) => {
      const invalid = faultOf(body);
      if (invalid !== undefined) outcomes.set(change, { invalid });
      return invalid === undefined;
    });
    const fresh = sound.filter(({ change }) => !change.known);
    const made = await this.users.createMany(
      this.run.owner,
      fresh.map(({ change, body }) => ({ id: change.resourceId, body })),
      { allOrNone: false },
    );
    // Who could not be made may be there: of a run that was left in the middle, or under another id.
    const rest = fresh.filter((_, place) => made[place] === undefined);
    for (const one of fresh) if (!rest.includes(one)) outcomes.set(one.change, 'written');
    const changed = [...rest, ...sound.filter(({ change }) => change.known)];
    for (let place = 0; place < changed.length; place += abreast) {
      this.run.demandHeld();
      const some = changed.slice(place, place + abreast);
      const done = await Promise.all(some.map(({ change, body }) => this.replace(change.resourceId, body)));
      for (const [index, { change }] of some.entries()) outcomes.set(change, done[index] ?? 'written');
    }
    return outcomes;
  }

  private async replace(id: ResourceId, body: ScimBody): Promise<Written> {
    const { owner } = this.run;
    try {
      const there = await this.store.of(owner.id).resources.read('User', id);
      if (there) await this.users.replace(owner, id, body);
      else await this.users.create(owner, body, id);
      return 'written';
    } catch (error) {
      if (error instanceof Conflict) return 'duplicateUserName';
      if (error instanceof ScimError) return { invalid: error.detail };
      throw error;
    }
  }

  /** What could not even be read is told, and what was there before stays. */
  private async blockUnreadable(): Promise<void> {
    const { run } = this;
    for (;;) {
      run.demandHeld();
      const which = { what: 'block', type: 'User', tries: 0, limit: atOnce } as const;
      const changes = await run.pulled.staged(run.id, which);
      if (changes.length === 0) return;
      await run.pulled.settleUsers(
        run.id,
        changes.map((change) => ({ ...unreadable(change), groups: null })),
      );
      run.progress.blocked += changes.length;
      await run.pulled.note(run.id, changes.map(noteUnreadable));
    }
  }

  /** Whoever was made after those that report to him. */
  private async lateManagers(): Promise<void> {
    const { run } = this;
    const mended = new Set<ResourceId>();
    for (;;) {
      run.demandHeld();
      const late = (await run.pulled.lateManagers(atOnce)).filter((one) => !mended.has(one.resourceId));
      if (late.length === 0) return;
      for (const { resourceId, managerId } of late) {
        mended.add(resourceId);
        const there = await this.store.of(run.owner.id).resources.read('User', resourceId);
        if (there) await this.replace(resourceId, withManager(there.body, managerId));
      }
    }
  }
}

/** How a record stands that could not be read: once told, it is told again when it says something else. */
export const unreadable = ({ sourceId, known, resourceId, fingerprint }: SourceChange): SettledRecord => ({
  sourceId,
  resourceId: known ? resourceId : null,
  fingerprint,
  managerId: null,
  blocked: 'invalid',
});

export const noteUnreadable = ({ type, sourceId, content }: SourceChange) => {
  const reason = content?.reason;
  return { type, sourceId, what: 'invalid' as const, detail: typeof reason === 'string' ? reason : null };
};

function settledAs(
  { sourceId, known, resourceId, fingerprint }: SourceChange,
  { managerId, groups }: StagedContent,
  outcome: Written,
): SettledRecord & { readonly groups: readonly string[] | null } {
  if (outcome === 'written') return { sourceId, resourceId, fingerprint, managerId, blocked: null, groups };
  const taken = outcome === 'duplicateUserName';
  return {
    sourceId,
    resourceId: known ? resourceId : null,
    // A userName may become free without this record saying anything else.
    fingerprint: taken ? null : fingerprint,
    managerId: null,
    blocked: taken ? 'duplicateUserName' : 'invalid',
    groups: null,
  };
}

function faultOf(body: ScimBody): string | undefined {
  try {
    userState(body);
    return undefined;
  } catch (error) {
    if (error instanceof ScimError) return error.detail;
    throw error;
  }
}
