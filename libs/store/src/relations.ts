import type { ConnectionId, ResourceId } from '#common';
import type { Database } from './database.js';
import { departmentPlaces } from './sql/department-places.js';
import type { DepartmentPlace } from './sql/department-places.js';
import { departmentsLed } from './sql/departments-led.js';
import type { LedDepartment } from './sql/departments-led.js';
import { linkStates } from './sql/link-states.js';
import type { LinkState } from './sql/link-states.js';
import { managersOf } from './sql/managers-of.js';
import type { ManagerOfUser } from './sql/managers-of.js';

/** What stands beside the Resources of one connection and is shown with them: read for all of a page at once. */
export class Relations {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {}

  /** How the Links of Resources stand. */
  async linkStates(ids: readonly ResourceId[]): Promise<ReadonlyMap<ResourceId, LinkState>> {
    return linkStates(this.database, this.connectionId, ids);
  }

  /** Where the departments of Groups lie. */
  async departmentPlaces(groups: readonly ResourceId[]): Promise<ReadonlyMap<ResourceId, DepartmentPlace>> {
    return departmentPlaces(this.database, this.connectionId, groups);
  }

  /** Which departments Users head. */
  async departmentsLed(
    users: readonly ResourceId[],
  ): Promise<ReadonlyMap<ResourceId, readonly LedDepartment[]>> {
    return departmentsLed(this.database, this.connectionId, users);
  }

  async managersOf(users: readonly ResourceId[]): Promise<ReadonlyMap<ResourceId, ManagerOfUser>> {
    return managersOf(this.database, this.connectionId, users);
  }
}
