import type { ConnectionId, Json } from '#common';
import type { Database } from './database.js';
import type { Sealer } from './sealing.js';
import { WrongSealingKey } from './sealing.js';
import { listActivity } from './sql/list-activity.js';
import type { ActivityQuery, ActivityRow } from './sql/list-activity.js';
import { noteDecision } from './sql/note-decision.js';
import type { ConnectionDecision } from './sql/note-decision.js';

/** Old and new value of each field that changed. */
export type ChangedValues = Readonly<Record<string, readonly [Json, Json]>>;

/** A change with its values in the clear: not to be shown to everybody. */
export interface ActivityEntry extends Omit<ActivityRow, 'valuesSealed'> {
  /** null: none, expired, or sealed by a key that is lost. */
  readonly values: ChangedValues | null;
}

/** What activity's values are sealed for. */
export const activityContext = (connectionId: ConnectionId): string => `activity:${connectionId}`;

/** What was done, for whom and with which answer; written by finish() and never changed. */
export class ActivityLog {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly connectionId: ConnectionId,
  ) {}

  /** Newest first. */
  async list(query: ActivityQuery): Promise<readonly ActivityEntry[]> {
    const rows = await listActivity(this.database, this.connectionId, query);
    return rows.map(({ valuesSealed, ...row }) => ({ ...row, values: this.open(valuesSealed) }));
  }

  /** Writes down who decided something about the connection as a whole. */
  async decided(event: ConnectionDecision, decidedBy: string): Promise<void> {
    await noteDecision(this.database, this.connectionId, event, decidedBy);
  }

  private open(sealed: string | null): ChangedValues | null {
    if (sealed === null) return null;
    try {
      return JSON.parse(this.sealer.open(sealed, activityContext(this.connectionId))) as ChangedValues;
    } catch (error) {
      if (error instanceof WrongSealingKey) return null;
      throw error;
    }
  }
}
