import { randomUUID } from 'node:crypto';
import type { ResourceId } from '#common';
import { changedSince, laterOf, readRecord, Seen } from '#provisioning';
import type { HoldReason, RemoteRecord, Since } from '#provisioning';
import { advance, beginWalk } from '#scim';
import type { PageAsk, ProviderConfig, ResourceType } from '#scim';
import { readPage, RemoteFailure } from '#scim-client';
import type { RemoteScim } from '#scim-client';
import type { ComparedRecord, SourceChange, SourceNote } from '#store';
import type { JsonObject } from '#common';
import type { PullRun } from './pull-run.js';

/** What a reading found beside the changes it has staged. */
export interface Reading {
  readonly seen: Seen;
  readonly read: Readonly<Record<ResourceType, number>>;
  /** The latest lastModified of each type. */
  readonly latest: Since;
  /** Why it cannot be believed. */
  readonly broken?: HoldReason;
}

export interface ReadingPlan {
  readonly reading: 'full' | 'delta';
  readonly provider: ProviderConfig;
  readonly since: Since;
  readonly known: Readonly<Record<ResourceType, number>>;
}

const types = ['User', 'Group'] as const;
const maxNotedDuplicates = 100;

/** Reads Users, then Groups, page by page; what differs from what is known is staged, nothing is written yet. */
export async function readSource(run: PullRun, remote: RemoteScim, plan: ReadingPlan): Promise<Reading> {
  const seen = new Seen();
  const read = { User: 0, Group: 0 };
  const latest: { User?: string; Group?: string } = {};
  for (const type of types) {
    const one = await new ListReading(run, remote, plan, type, seen).read();
    read[type] = one.read;
    if (one.latest !== undefined) latest[type] = one.latest;
    if (one.broken !== undefined) return { seen, read, latest, broken: one.broken };
  }
  return { seen, read, latest };
}

/** The reading of one list. */
class ListReading {
  private read_ = 0;
  private duplicates = 0;
  private latest: string | undefined;

  constructor(
    private readonly run: PullRun,
    private readonly remote: RemoteScim,
    private readonly plan: ReadingPlan,
    private readonly type: ResourceType,
    private readonly seen: Seen,
  ) {}

  async read(): Promise<{
    readonly read: number;
    readonly latest?: string;
    readonly broken?: HoldReason;
  }> {
    const { plan, type, run } = this;
    const since = plan.reading === 'delta' ? plan.since[type] : undefined;
    const filter = since === undefined ? undefined : changedSince(since);
    const count = Math.min(run.settings.pageSize, plan.provider.maxPage ?? Infinity);
    const by = plan.provider.cursor ? 'cursor' : 'index';
    let walk = beginWalk({ by, count, known: filter === undefined ? plan.known[type] : 0 });
    for (;;) {
      run.demandHeld();
      const page = await this.page(walk.ask, filter);
      if (!page) return { read: 0 };
      run.progress.pages += 1;
      this.tell(page.total);
      const step = advance(walk, page, await this.take(page.resources, walk.probing));
      if (step.kind === 'broken') return { read: this.read_, broken: step.reason };
      if (step.kind === 'done') break;
      walk = step.walk;
    }
    const { latest, duplicates } = this;
    return {
      read: this.read_,
      ...(latest === undefined ? {} : { latest }),
      // Of what has changed only, it does not matter how often somebody comes.
      ...(duplicates > 0 && plan.reading === 'full' ? { broken: 'duplicateIds' as const } : {}),
    };
  }

  /** Undefined: the server has no Groups, and never had. */
  private async page(ask: PageAsk, filter: string | undefined) {
    try {
      const read = await readPage(this.remote, this.type, ask, filter === undefined ? {} : { filter });
      if (read.kind === 'page') return read.page;
      throw new RemoteFailure('notScim');
    } catch (error) {
      const none = error instanceof RemoteFailure && error.code === 'notFound' && this.type === 'Group';
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
    const fresh = await takeRecords(run, records, this.seen);
    for (const { lastModified } of records) this.latest = laterOf(this.latest, lastModified);
    this.read_ += fresh.size + nameless;
    // Behind the end of a list, whoever ignores paging gives the whole list again: that is nobody twice.
    const repeated = probing && fresh.size === 0;
    if (!repeated) this.duplicates += records.length - fresh.size;
    if (type === 'User') run.progress.usersRead += fresh.size + nameless;
    else run.progress.groupsRead += fresh.size + nameless;
    if (!repeated && fresh.size < records.length) await this.noteDuplicates(records, fresh);
    return fresh.size + nameless;
  }

  private async noteDuplicates(records: readonly RemoteRecord[], fresh: ReadonlySet<string>): Promise<void> {
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

  private tell(total: number | undefined): void {
    if (total === undefined || this.plan.reading === 'delta') return;
    if (this.type === 'User') this.run.progress.usersTotal = total;
    else this.run.progress.groupsTotal = total;
  }
}

/** Stages what is new or has changed. @returns the ids that were not met before in this reading */
export async function takeRecords(
  run: PullRun,
  records: readonly RemoteRecord[],
  seen: Seen,
): Promise<ReadonlySet<string>> {
  const [first] = records;
  if (!first) return new Set();
  const compared = await run.pulled.compare(first.type, records);
  const fresh = new Set<string>();
  const changes: Omit<SourceChange, 'tries'>[] = [];
  for (const [place, record] of records.entries()) {
    const known = compared[place];
    if (!known) continue;
    if (known.seq !== null && seen.add(known.seq)) fresh.add(record.sourceId);
    if (!known.same) changes.push(changeFor(record, known));
  }
  const staged = await run.pulled.stage(run.id, changes);
  const unknown = new Set(
    records.filter((_, place) => compared[place]?.seq === null).map((one) => one.sourceId),
  );
  for (const id of staged) if (unknown.has(id)) fresh.add(id);
  run.progress.toChange += staged.size;
  return fresh;
}

function changeFor(record: RemoteRecord, { resourceId }: ComparedRecord): Omit<SourceChange, 'tries'> {
  const { type, sourceId, fingerprint, content } = record;
  const target = {
    type,
    sourceId,
    resourceId: resourceId ?? (randomUUID() as ResourceId),
    known: resourceId !== null,
    fingerprint,
  };
  if ('invalid' in content) return { ...target, what: 'block', content: { reason: content.invalid } };
  const { body, managerId, members, groups } = content;
  const written = { body, managerId: managerId ?? null, members: members.map(memberRow), groups };
  return { ...target, what: 'write', content: written };
}

const memberRow = ({ id, type }: { readonly id: string; readonly type?: ResourceType }): JsonObject =>
  type === undefined ? { id } : { id, type };
