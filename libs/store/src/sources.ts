import type { ConnectionId, JsonObject } from '#common';
import type { Database } from './database.js';
import type { Sealer } from './sealing.js';
import { claimSource, sourcesDue } from './sql/source-lease.js';
import type { ClaimedSource } from './sql/source-lease.js';
import { askForRun, deleteSource, pauseSource, readSource, saveSource } from './sql/sources.js';
import type { RunAsk, SourceRow } from './sql/sources.js';
import { cancelRun, listRuns, readSourceRun } from './sql/source-runs.js';
import type { SourceRun } from './sql/source-runs.js';

/** A Source as an administrator enters it. */
export interface NewSource {
  readonly baseUrl: string;
  /** How it is got in, as it may be shown. */
  readonly authShown: JsonObject;
  /** How it is got in and to, whole: sealed, and never shown again. */
  readonly access: JsonObject;
  readonly settings: JsonObject;
  readonly nextAt: Date | null;
}

const context = (id: ConnectionId) => `source:${id}:access`;

/** The Sources of connections and their runs, for administrators and for whoever reads them. */
export class Sources {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  async read(id: ConnectionId): Promise<SourceRow | undefined> {
    return readSource(this.database, id);
  }

  /** @returns whether it was saved; a connection that has people of its own gets no Source */
  async save(id: ConnectionId, source: NewSource): Promise<boolean> {
    const { baseUrl, authShown, access, settings, nextAt } = source;
    const accessSealed = this.sealer.seal(JSON.stringify(access), context(id));
    return saveSource(this.database, id, { baseUrl, authShown, accessSealed, settings, nextAt });
  }

  /** What opens the Source's door, in the clear. */
  access(id: ConnectionId, { accessSealed }: SourceRow): unknown {
    return JSON.parse(this.sealer.open(accessSealed, context(id))) as unknown;
  }

  /** The connection's own door is open to writes again; what was read stays. @returns whether there was one */
  async remove(id: ConnectionId): Promise<boolean> {
    return deleteSource(this.database, id);
  }

  async pause(id: ConnectionId, paused: boolean, nextAt: Date | null): Promise<void> {
    await pauseSource(this.database, id, paused, nextAt);
  }

  /** @returns false where it is paused, or there is none */
  async ask(id: ConnectionId, how: RunAsk): Promise<boolean> {
    return askForRun(this.database, id, how);
  }

  /** The connections whose Source is to be read now. */
  async due(): Promise<readonly ConnectionId[]> {
    return sourcesDue(this.database);
  }

  /** Takes a Source to read it; undefined where it is not due, or somebody else's. */
  async claim(id: ConnectionId, leaseMs: number): Promise<ClaimedSource | undefined> {
    return claimSource(this.database, id, leaseMs);
  }

  async runs(
    id: ConnectionId,
    page: { readonly before?: string; readonly limit: number },
  ): Promise<readonly SourceRun[]> {
    return listRuns(this.database, id, page);
  }

  async run(id: ConnectionId, run: string): Promise<SourceRun | undefined> {
    return readSourceRun(this.database, id, run);
  }

  /** @returns whether it was under way */
  async cancel(id: ConnectionId, run: string): Promise<boolean> {
    return cancelRun(this.database, id, run);
  }
}
