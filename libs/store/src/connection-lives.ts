import { randomUUID } from 'node:crypto';
import type { ConnectionId } from '#common';
import { appSecretContext } from './connection.js';
import type { Connections, NewConnection } from './connections.js';
import type { Database } from './database.js';
import type { Sealer } from './sealing.js';
import { saveCredentials } from './sql/credentials.js';
import { closeConnection, endConnection, reopenConnection } from './sql/end-connection.js';
import { listEndedConnections } from './sql/list-ended-connections.js';
import type { EndedConnection } from './sql/list-ended-connections.js';
import { noteDecision } from './sql/note-decision.js';
import { insertRun, supersedeRuns } from './sql/run-rows.js';
import { probeSharedRoots } from './sql/shared-roots.js';

/** What becomes of connections after they were made: another app, their end, and how it is taken back. */
export class ConnectionLives {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
    private readonly connections: Pick<Connections, 'resume'>,
  ) {}

  /**
   * Has a connection speak as another app of its organisation; whatever the old one was refused for is over.
   *
   * @throws Conflict('rootDepartmentId') where another connection of the new app writes below its root
   */
  async saveCredentials(
    id: ConnectionId,
    { appKey, appSecret }: Pick<NewConnection, 'appKey' | 'appSecret'>,
    decidedBy: string,
  ): Promise<void> {
    const sealed = this.sealer.seal(appSecret, appSecretContext(id));
    await this.database.transaction(async (tx) => {
      if (!(await saveCredentials(tx, id, appKey, sealed))) return;
      await noteDecision(tx, id, 'connection.credentials', decidedBy);
    });
    await this.connections.resume(id);
  }

  /** From now on all that is the connection's own in DingTalk is to go; a run of kind `deletion` plans that. */
  async close(id: ConnectionId, decidedBy: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (await closeConnection(tx, id, decidedBy))
        await noteDecision(tx, id, 'connection.closing', decidedBy);
    });
  }

  /**
   * It is to end no more: all of it is planned anew, and what has left DingTalk already comes back as the policy lets
   * it.
   *
   * @returns whether it was to end
   */
  async reopen(id: ConnectionId, decidedBy: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if (!(await reopenConnection(tx, id))) return false;
      await noteDecision(tx, id, 'connection.reopened', decidedBy);
      await supersedeRuns(tx, id, ['deletion', 'settings', 'firstSync']);
      const run = { id: randomUUID(), kind: 'settings', covers: 'all', state: 'planning' } as const;
      await insertRun(tx, id, { ...run, requestedBy: decidedBy }, 0);
      return true;
    });
  }

  /** Ends a connection at once: its tokens open nothing, its name and stamp are free, DingTalk stays as it is. */
  async end(id: ConnectionId, decidedBy: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await endConnection(tx, id, 'kept', decidedBy);
      await probeSharedRoots(tx);
    });
  }

  /** Those that have ended, the latest first. */
  async ended(limit: number): Promise<readonly EndedConnection[]> {
    return listEndedConnections(this.database, limit);
  }
}
