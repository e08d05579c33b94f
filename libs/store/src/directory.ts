import type { ConnectionId, LinkId } from '#common';
import type { Database } from './database.js';
import { countAttention, listAttention } from './sql/attention.js';
import type { AttentionGroup, AttentionQuery, AttentionRow } from './sql/attention.js';
import { connectionMovements } from './sql/connection-movements.js';
import type { ConnectionMovements } from './sql/connection-movements.js';
import { connectionPulse } from './sql/connection-pulse.js';
import type { ConnectionPulse } from './sql/connection-pulse.js';
import { countResources } from './sql/count-resources.js';
import { departmentNames } from './sql/department-names.js';
import { listDepartments } from './sql/list-departments.js';
import type { DepartmentRow } from './sql/list-departments.js';
import { listDirectory } from './sql/list-directory.js';
import type { DirectoryQuery, DirectoryRow } from './sql/list-directory.js';
import { minuteSeries } from './sql/minute-counts.js';
import type { HappenedAt } from './sql/minute-counts.js';

/** What people look for and look at in one connection; nothing is changed by looking. */
export class Directory {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {}

  /** Users or Groups, the newest first. */
  async list(query: DirectoryQuery): Promise<readonly DirectoryRow[]> {
    return listDirectory(this.database, this.connectionId, query);
  }

  /** The names of departments that are the connection's own. */
  async departmentNames(ids: readonly number[]): Promise<ReadonlyMap<number, string | null>> {
    return departmentNames(this.database, this.connectionId, ids);
  }

  /** How many Users or Groups there are. */
  async count(type: DirectoryQuery['type']): Promise<number> {
    return countResources(this.database, this.connectionId, [type]);
  }

  /** Departments right below another one, or at the top, by name. */
  async departments(parent: LinkId | undefined, limit: number): Promise<readonly DepartmentRow[]> {
    return listDepartments(this.database, this.connectionId, parent, limit);
  }

  /** What waits, is held or is blocked, by its reason. */
  async countAttention(): Promise<readonly AttentionGroup[]> {
    return countAttention(this.database, this.connectionId);
  }

  async attention(query: AttentionQuery): Promise<readonly AttentionRow[]> {
    return listAttention(this.database, this.connectionId, query);
  }

  async pulse(): Promise<ConnectionPulse> {
    return connectionPulse(this.database, this.connectionId);
  }

  /** Stands for how each part of it is; undefined where there is no such connection any more. */
  async movements(): Promise<ConnectionMovements | undefined> {
    return connectionMovements(this.database, this.connectionId);
  }

  /** Changes and calls in the last `slots` slots of `minutes` each, the oldest first. */
  async series(minutes: number, slots: number): Promise<readonly HappenedAt[]> {
    return minuteSeries(this.database, this.connectionId, minutes, slots);
  }
}
