import type { ConnectionId } from '#common';
import type { Database } from './database.js';
import { doubtRoleGroups, leadRoleGroup, saveRoleGroup } from './sql/role-groups.js';
import type { LedRoleGroup, ReadRoleGroup } from './sql/role-groups.js';

/** What is known of the role groups of one connection's organisation, for all replicas. */
export class RoleGroups {
  constructor(
    private readonly database: Database,
    private readonly connectionId: ConnectionId,
  ) {}

  /** Whether the caller is the one to read a role group, or to make it; it must save or doubt soon. */
  async lead(name: string, toMake: boolean): Promise<LedRoleGroup | undefined> {
    return leadRoleGroup(this.database, this.connectionId, name, toMake);
  }

  async save(name: string, read: ReadRoleGroup): Promise<void> {
    await saveRoleGroup(this.database, this.connectionId, name, read);
  }

  /** What is known of them is true no more. */
  async doubt(): Promise<void> {
    await doubtRoleGroups(this.database, this.connectionId);
  }
}
