import type { ConnectionId, ResourceId } from '#common';
import type { PageTag } from '#provisioning';
import type { ResourceType } from '#scim';
import type { Queryable, Transactional } from './database.js';
import { settleGroup, settleUsers } from './sql/settle-records.js';
import type { SettledRecord } from './sql/settle-records.js';
import { deferChanges, nextChanges, stageChanges, unstageChanges } from './sql/source-changes.js';
import type { SourceChange } from './sql/source-changes.js';
import { beatSource } from './sql/source-lease.js';
import type { RunLease, RunProgress } from './sql/source-lease.js';
import { joiningMembers, memberDifference } from './sql/source-members.js';
import type { MemberDifference } from './sql/source-members.js';
import { readPageTags } from './sql/source-pages.js';
import { allowedMissing, insertNotes, listNotes } from './sql/source-notes.js';
import type { SourceNote } from './sql/source-notes.js';
import {
  compareRecords,
  countRecords,
  forgetRecord,
  idsOfRecords,
  lateManagers,
  runOfResource,
  walkRecords,
} from './sql/source-records.js';
import type { ComparedRecord, KnownRecord } from './sql/source-records.js';
import { failRun, finishRun, insertRun, openRun } from './sql/source-runs.js';
import type { RunEnd, SourceRun } from './sql/source-runs.js';

/** What was read of a connection's Source: its records, and what a run is about to do with them. */
export class Pulled {
  constructor(
    private readonly database: Queryable,
    private readonly id: ConnectionId,
    /** What writes run on. */
    private readonly writes: Transactional,
  ) {}

  async openRun(): Promise<SourceRun | undefined> {
    return openRun(this.database, this.id);
  }

  async beginRun(run: {
    readonly id: string;
    readonly askedBy: string;
    readonly reading: string;
  }): Promise<void> {
    await insertRun(this.writes, { connectionId: this.id, ...run });
  }

  async failRun(run: string, reason: string): Promise<void> {
    await failRun(this.writes, this.id, run, reason);
  }

  /** Undefined: the Source is somebody else's by now. */
  async beat(
    lease: Omit<RunLease, 'connectionId'>,
    leaseMs: number,
    told: RunProgress,
  ): Promise<{ readonly cancelled: boolean } | undefined> {
    return beatSource(this.database, this.leaseOf(lease), leaseMs, told);
  }

  async finishRun(lease: Omit<RunLease, 'connectionId'>, end: RunEnd): Promise<void> {
    await this.writes.transaction((tx) => finishRun(tx, this.leaseOf(lease), end));
  }

  async note(run: string, notes: readonly SourceNote[]): Promise<void> {
    await insertNotes(this.writes, this.id, run, notes);
  }

  async notes(
    run: string,
    page: { readonly after: number; readonly limit: number },
  ): Promise<readonly (SourceNote & { readonly seq: number })[]> {
    return listNotes(this.database, this.id, run, page);
  }

  /** The tags of the Source's pages that were read in this shape, where they can be trusted. */
  async pageTags(shape: string): Promise<readonly PageTag[]> {
    return readPageTags(this.database, this.id, shape);
  }

  async allowedMissing(run: string): Promise<readonly number[]> {
    return allowedMissing(this.database, this.id, run);
  }

  async count(): Promise<Readonly<Record<ResourceType, number>>> {
    return countRecords(this.database, this.id);
  }

  async compare(
    type: ResourceType,
    records: readonly { readonly sourceId: string; readonly fingerprint: string }[],
  ): Promise<readonly ComparedRecord[]> {
    return compareRecords(this.database, this.id, type, records);
  }

  async walk(type: ResourceType, after: number, limit: number): Promise<readonly KnownRecord[]> {
    return walkRecords(this.database, this.id, type, after, limit);
  }

  /** @returns the ids of those that were not noted before in this run */
  async stage(run: string, changes: readonly Omit<SourceChange, 'tries'>[]): Promise<ReadonlySet<string>> {
    return stageChanges(this.writes, this.id, run, changes);
  }

  async unstage(): Promise<void> {
    await unstageChanges(this.writes, this.id);
  }

  async staged(
    run: string,
    which: {
      readonly what: SourceChange['what'];
      readonly type: ResourceType;
      readonly tries: number;
      readonly limit: number;
    },
  ): Promise<readonly SourceChange[]> {
    return nextChanges(this.database, this.id, run, which);
  }

  async defer(run: string, type: ResourceType, sourceIds: readonly string[], tries: number): Promise<void> {
    await deferChanges(this.writes, this.id, run, type, sourceIds, tries);
  }

  /** @returns the Groups of which that says something new, by their remote ids */
  async settleUsers(
    run: string,
    records: readonly (SettledRecord & { readonly groups: readonly string[] | null })[],
  ): Promise<readonly string[]> {
    return records.length === 0 ? [] : settleUsers(this.writes, this.id, run, records);
  }

  async settleGroup(
    run: string,
    record: SettledRecord,
    members: readonly { readonly id: string; readonly type?: ResourceType }[] | null,
  ): Promise<void> {
    await settleGroup(this.writes, this.id, run, record, members);
  }

  async forget(type: ResourceType, sourceId: string): Promise<void> {
    await forgetRecord(this.writes, this.id, type, sourceId);
  }

  /** The run that has written a Resource last; null: none, or one that is forgotten. */
  async writtenBy(resource: ResourceId): Promise<string | null> {
    return runOfResource(this.database, this.id, resource);
  }

  async idsOf(run: string, sourceIds: readonly string[]): Promise<ReadonlyMap<string, ResourceId>> {
    return idsOfRecords(this.database, this.id, run, sourceIds);
  }

  async lateManagers(
    limit: number,
  ): Promise<readonly { readonly resourceId: ResourceId; readonly managerId: ResourceId }[]> {
    return lateManagers(this.database, this.id, limit);
  }

  async joining(
    users: readonly ResourceId[],
  ): Promise<readonly { readonly groupId: ResourceId; readonly add: readonly ResourceId[] }[]> {
    return users.length === 0 ? [] : joiningMembers(this.database, this.id, users);
  }

  async memberDifference(group: string): Promise<MemberDifference | undefined> {
    return memberDifference(this.database, this.id, group);
  }

  private leaseOf({ runId, epoch }: Omit<RunLease, 'connectionId'>): RunLease {
    return { connectionId: this.id, runId, epoch };
  }
}
