import type { ConnectionId, JsonObject } from '#common';
import type { EventSubject, Mirrored, MirroredKind } from '#provisioning';
import type { Database, Queryable } from './database.js';
import { anyShard } from './sql/counting.js';
import { askForCrawl } from './sql/mirror/ask-for-crawl.js';
import { beginCrawl } from './sql/mirror/begin-crawl.js';
import { calmMirror } from './sql/mirror/calm-mirror.js';
import type { Absent } from './sql/mirror/absent.js';
import { claimDueSubjects } from './sql/mirror/claim-due-subjects.js';
import type { DueSubject } from './sql/mirror/claim-due-subjects.js';
import { countDue } from './sql/mirror/count-due-subjects.js';
import { echoesAmong } from './sql/mirror/echoes-among.js';
import { finishDueSubject } from './sql/mirror/finish-due-subject.js';
import { forgetMirrored } from './sql/mirror/forget-mirrored.js';
import { hearEvent } from './sql/mirror/hear-event.js';
import { isAnyDepartmentMirrored } from './sql/mirror/is-any-department-mirrored.js';
import { knownMembers } from './sql/mirror/known-members.js';
import type { KnownMember } from './sql/mirror/known-members.js';
import { knownOf } from './sql/mirror/known-of.js';
import { leaversThatStayed } from './sql/mirror/leavers-that-stayed.js';
import { lockMirror } from './sql/mirror/lock-mirror.js';
import { mirrorState } from './sql/mirror/mirror-state.js';
import type { MirrorState } from './sql/mirror/mirror-state.js';
import { mirroredRow } from './sql/mirror/mirrored-row.js';
import { postponeDueSubject } from './sql/mirror/postpone-due-subject.js';
import { publishMemberships } from './sql/mirror/publish-memberships.js';
import { publishMirrored } from './sql/mirror/publish-mirrored.js';
import { restMirror } from './sql/mirror/rest-mirror.js';
import { retireMirrored } from './sql/mirror/retire-mirrored.js';
import { stageAbsence } from './sql/mirror/stage-absence.js';
import { snapshotAge } from './sql/mirror/snapshot-age.js';
import type { SnapshotAge } from './sql/mirror/snapshot-age.js';
import { wakeInvited } from './sql/wake-invited.js';

/** What one connection mirrors of DingTalk: what is shown, and whom it has heard of. */
export class Mirror {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {}

  /** undefined: the connection mirrors nothing. */
  async state(): Promise<MirrorState | undefined> {
    return mirrorState(this.database, this.connectionId);
  }

  /** undefined: nothing was published yet. */
  async snapshotAge(): Promise<SnapshotAge | undefined> {
    return snapshotAge(this.database, this.connectionId);
  }

  /** Begins the reading that is due. @returns whether one was */
  async begin(): Promise<boolean> {
    return beginCrawl(this.database, this.connectionId);
  }

  /** Has the organisation read in so many milliseconds, unless it is to be read sooner anyway. */
  async askForCrawl(reason: string, inMs = 0): Promise<void> {
    await askForCrawl(this.database, this.connectionId, reason, inMs);
  }

  async rest(how: {
    readonly reason: string;
    readonly forMs: number;
    readonly counts: boolean;
  }): Promise<void> {
    await restMirror(this.database, this.connectionId, how);
  }

  /** A call went through: the trouble is over. */
  async calm(): Promise<void> {
    await calmMirror(this.database, this.connectionId);
  }

  /**
   * Writes down an event, ids only. Who was invited by way of the same app may be who has joined: that is looked at, also
   * when an event is told once more.
   *
   * @returns whether there is anything to read because of it
   */
  async hear(eventId: string, subjects: readonly EventSubject[]): Promise<boolean> {
    const people = subjects.filter(({ kind }) => kind === 'account');
    await wakeInvited(
      this.database,
      this.connectionId,
      people.map(({ externalId }) => externalId),
    );
    return hearEvent(this.database, this.connectionId, eventId, subjects);
  }

  async claimDue(limit: number): Promise<readonly DueSubject[]> {
    return claimDueSubjects(this.database, this.connectionId, limit);
  }

  /** How many are to be read again, counted up to `limit`. */
  async countDue(limit: number): Promise<number> {
    return countDue(this.database, this.connectionId, limit);
  }

  async postpone(due: DueSubject, ms: number): Promise<void> {
    await postponeDueSubject(this.database, this.connectionId, due, ms);
  }

  /**
   * Publishes what was read because somebody was due.
   *
   * @param found what there is now, or null where it is gone; undefined changes nothing
   */
  async publish(due: DueSubject, found: Mirrored | null | undefined, staySeconds: number): Promise<void> {
    const { connectionId } = this;
    await this.database.transaction(async (tx) => {
      await lockMirror(tx, connectionId);
      if (found) await publishRows(tx, connectionId, [mirroredRow(found, due.at)]);
      else if (found === null) {
        const absent = { kind: due.kind, externalId: due.externalId, observedAt: due.at };
        await removeAbsent(tx, connectionId, [absent], staySeconds);
        await stageAbsence(tx, connectionId, absent);
      }
      await finishDueSubject(tx, connectionId, due);
    });
  }

  /**
   * Publishes what follows from what is known already, such as a User whose department has another name. It is as old
   * as what it follows from: what a reading under way has staged meanwhile is newer, and does not know of it.
   */
  async reshape(
    found: readonly { readonly mirrored: Mirrored; readonly observedAt: string }[],
  ): Promise<void> {
    if (found.length === 0) return;
    const rows = found.map(({ mirrored, observedAt }) => mirroredRow(mirrored, observedAt));
    await this.database.transaction(async (tx) => {
      await lockMirror(tx, this.connectionId);
      await publishRows(tx, this.connectionId, rows);
    });
  }

  /** Forgets people who left longer ago than that, some at a time. @returns how many */
  async forgetLeavers(staySeconds: number): Promise<number> {
    const { connectionId } = this;
    return this.database.transaction(async (tx) => {
      await lockMirror(tx, connectionId);
      const gone = await leaversThatStayed(tx, connectionId, staySeconds);
      return gone.length === 0 ? 0 : forgetMirrored(tx, connectionId, gone, anyShard());
    });
  }

  /** What was last seen of some, by a reading under way or before it. */
  async known(kind: MirroredKind, externalIds: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
    return knownOf(this.database, this.connectionId, kind, externalIds);
  }

  /** What is known of those people of a department whose userid comes after `after`, in that order. */
  async knownMembers(departmentId: number, after: string, limit: number): Promise<readonly KnownMember[]> {
    return knownMembers(this.database, this.connectionId, departmentId, { after, limit });
  }

  async isAnyDepartmentMirrored(departmentIds: readonly number[]): Promise<boolean> {
    return isAnyDepartmentMirrored(this.database, this.connectionId, departmentIds);
  }

  /** Those of the ids that a connection of the other direction has put into DingTalk. */
  async echoes(kind: MirroredKind, externalIds: readonly string[]): Promise<ReadonlySet<string>> {
    return echoesAmong(this.database, this.connectionId, kind, externalIds);
  }
}

/** Publishes rows and what they say of memberships. */
export async function publishRows(
  tx: Queryable,
  connectionId: ConnectionId,
  rows: readonly JsonObject[],
): Promise<void> {
  const published = await publishMirrored(tx, connectionId, rows, anyShard());
  if (published.length === 0) return;
  const bornGroups = published.filter(({ type, born }) => born && type === 'Group').map(({ id }) => id);
  await publishMemberships(
    tx,
    connectionId,
    published.map(({ id }) => id),
    bornGroups,
  );
}

/** Takes away what is gone: people who left may stay for a while, as inactive. */
export async function removeAbsent(
  tx: Queryable,
  connectionId: ConnectionId,
  absent: readonly Absent[],
  staySeconds: number,
): Promise<void> {
  const stay = staySeconds > 0 ? absent.filter(({ kind }) => kind === 'account') : [];
  const go = staySeconds > 0 ? absent.filter(({ kind }) => kind !== 'account') : absent;
  if (stay.length > 0) await retireMirrored(tx, connectionId, stay);
  if (go.length > 0) await forgetMirrored(tx, connectionId, go, anyShard());
}
