import type { ConnectionId, ResourceId } from '#common';
import type { Database } from './database.js';
import { listMirroredDepartments } from './sql/mirror/list-mirrored-departments.js';
import type { MirroredDepartmentRow } from './sql/mirror/list-mirrored-departments.js';
import { listMirroredPeople } from './sql/mirror/list-mirrored-people.js';
import type { MirroredPeopleQuery, MirroredPersonRow } from './sql/mirror/list-mirrored-people.js';

/** What people look for and look at in one mirror; nothing is changed by looking. */
export class MirrorDirectory {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {}

  /** Who is mirrored, the newest first. */
  async people(query: MirroredPeopleQuery): Promise<readonly MirroredPersonRow[]> {
    return listMirroredPeople(this.database, this.connectionId, query);
  }

  async person(id: ResourceId): Promise<MirroredPersonRow | undefined> {
    return (await this.people({ id, limit: 1 }))[0];
  }

  /** Departments right below another one, or at the top, by name. */
  async departments(
    parent: ResourceId | undefined,
    limit: number,
  ): Promise<readonly MirroredDepartmentRow[]> {
    return listMirroredDepartments(this.database, this.connectionId, parent, limit);
  }
}
