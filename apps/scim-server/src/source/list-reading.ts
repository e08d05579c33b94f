import { changedSince, laterOf, readRecord } from '#provisioning';
import type { HoldReason, PageTag, RemoteRecord, Seen } from '#provisioning';
import { advance, beginWalk } from '#scim';
import type { ListPage, ListStep, ListWalk, ResourceType } from '#scim';
import { readPage, RemoteFailure } from '#scim-client';
import type { RemotePage, RemoteScim } from '#scim-client';
import type { JsonObject } from '#common';
import type { SourceNote } from '#store';
import type { PullRun } from './pull-run.js';
import type { ReadingPlan } from './reading-plan.js';
import type { TagBook } from './tag-book.js';
import { takeRecords } from './take-records.js';

const maxNotedDuplicates = 100;

/** What the reading of one list found beside the changes it has staged. */
export interface ListFindings {
  readonly read: number;
  /** Fewer are on the list than were known before, and came: somebody is on it no more. */
  readonly shorter: boolean;
  readonly latest?: string;
  readonly broken?: HoldReason;
}

/** The reading of one list of a Source. */
export class ListReading {
  private read_ = 0;
  private listed = 0;
  private added = 0;
  private duplicates = 0;
  private latest: string | undefined;
  private readonly filter: string | undefined;

  constructor(
    private readonly run: PullRun,
    private readonly remote: RemoteScim,
    private readonly plan: ReadingPlan,
    private readonly type: ResourceType,
    private readonly seen: Seen,
    private readonly tags: TagBook,
  ) {
    const since = plan.way === 'filter' ? plan.since[type] : undefined;
    this.filter = since === undefined ? undefined : changedSince(since);
  }

  async read(): Promise<ListFindings> {
    const { plan, type, run, filter } = this;
    const count = Math.min(run.settings.pageSize, plan.provider.maxPage ?? Infinity);
    const by = plan.provider.cursor ? 'cursor' : 'index';
    let walk = beginWalk({ by, count, known: filter === undefined ? plan.known[type] : 0 });
    for (;;) {
      run.demandHeld();
      const step = await this.step(walk);
      if (!step) return { read: 0, shorter: false };
      if (step.kind === 'broken') return { read: this.read_, shorter: false, broken: step.reason };
      if (step.kind === 'done') break;
      walk = step.walk;
    }
    const { latest, duplicates, listed, added } = this;
    return {
      read: this.read_,
      shorter: listed < plan.known[type] + added,
      ...(latest === undefined ? {} : { latest }),
      // Of what has changed only, it does not matter how often somebody comes.
      ...(duplicates > 0 && plan.way === 'full' ? { broken: 'duplicateIds' as const } : {}),
    };
  }

  /** Reads a page. Undefined: the server has no such list, and never had. */
  private async step(walk: ListWalk): Promise<ListStep | undefined> {
    const { type, run, tags, plan } = this;
    const known = plan.way === 'tags' ? tags.knownOf(type, walk.ask) : undefined;
    const read = await this.page(walk, known);
    if (!read) return undefined;
    run.progress.pages += 1;
    if (read.kind === 'unchanged') {
      if (!known) throw new RemoteFailure('notScim');
      tags.keep(known);
      const { items, fresh, total } = known;
      this.listed += fresh;
      return advance(walk, { resources: { length: items }, ...(total === null ? {} : { total }) }, fresh);
    }
    const { page, etag } = read;
    this.tell(page);
    const before = run.progress.toChange;
    const fresh = await this.take(page.resources, walk.probing);
    // Of a filtered list a tag says nothing: its answer is another one for every time that is asked for.
    if (etag !== undefined && plan.way !== 'filter') {
      const met = { etag, items: page.resources.length, fresh, total: page.total ?? null };
      tags.meet(type, walk.ask, met, run.progress.toChange - before);
    }
    return advance(walk, page, fresh);
  }

  private async page({ ask }: ListWalk, known: PageTag | undefined): Promise<RemotePage | undefined> {
    const { type, filter } = this;
    try {
      return await readPage(this.remote, type, ask, {
        ...(filter === undefined ? {} : { filter }),
        ...(known === undefined ? {} : { etag: known.etag }),
      });
    } catch (error) {
      const none = error instanceof RemoteFailure && error.code === 'notFound' && type === 'Group';
      if (none && this.plan.known.Group === 0) return undefined;
      throw error;
    }
  }

  /** Compares a page with what is known. @returns how many of it were not met before in this reading */
  private async take(resources: readonly JsonObject[], probing: boolean): Promise<number> {
    const { run, type } = this;
    const { memberships } = run.settings;
    const all = resources.map((resource) => readRecord(type, resource, memberships));
    const records = all.filter((record) => record !== undefined);
    const nameless = all.length - records.length;
    run.progress.blocked += nameless;
    const { fresh, added } = await takeRecords(run, records, this.seen);
    this.added += added;
    this.listed += fresh.size + nameless;
    for (const { lastModified } of records) this.latest = laterOf(this.latest, lastModified);
    this.read_ += fresh.size + nameless;
    if (type === 'User') run.progress.usersRead += fresh.size + nameless;
    else run.progress.groupsRead += fresh.size + nameless;
    // Behind the end of a list, whoever ignores paging gives the whole list again: that is nobody twice.
    const repeated = probing && fresh.size === 0;
    if (!repeated && fresh.size < records.length) await this.noteDuplicates(records, fresh);
    return fresh.size + nameless;
  }

  private async noteDuplicates(records: readonly RemoteRecord[], fresh: ReadonlySet<string>): Promise<void> {
    this.duplicates += records.length - fresh.size;
    this.tags.shift();
    const met = new Set<string>();
    const again = new Set<string>();
    for (const { sourceId } of records) {
      if (!fresh.has(sourceId) || met.has(sourceId)) again.add(sourceId);
      met.add(sourceId);
    }
    const notes = [...again].slice(0, maxNotedDuplicates).map((sourceId): SourceNote => {
      return { type: this.type, sourceId, what: 'duplicateId', detail: null };
    });
    if (this.duplicates <= maxNotedDuplicates) await this.run.pulled.note(this.run.id, notes);
  }

  private tell({ total }: ListPage): void {
    if (total === undefined || this.plan.way !== 'full') return;
    if (this.type === 'User') this.run.progress.usersTotal = total;
    else this.run.progress.groupsTotal = total;
  }
}
