import type { ConnectionId } from '#common';
import { ActivityLog } from './activity-log.js';
import { Adoptions } from './adoptions.js';
import { Administrators } from './administrators.js';
import { Callbacks } from './callbacks.js';
import { ConnectionLives } from './connection-lives.js';
import { Connections } from './connections.js';
import { Crawl } from './crawl.js';
import { Database } from './database.js';
import type { DatabaseOptions } from './database.js';
import { Directory } from './directory.js';
import { Drafts } from './drafts.js';
import { FencedDatabase } from './fenced-database.js';
import type { Fence } from './fenced-database.js';
import { Links } from './links.js';
import { MirrorDirectory } from './mirror-directory.js';
import { Mirror } from './mirror.js';
import { Neighbours } from './neighbours.js';
import { Preflights } from './preflights.js';
import { Readings } from './readings.js';
import { Pulled } from './pulled.js';
import { Relations } from './relations.js';
import { Resources } from './resources.js';
import { Runs } from './runs.js';
import type { Sealer } from './sealing.js';
import { Sources } from './sources.js';
import { Tasks } from './tasks.js';
import { ScimTokens } from './tokens.js';

/** What one connection has in the store; no method takes a connection, so none can take the wrong one. */
export interface ConnectionStore {
  readonly resources: Resources;
  readonly relations: Relations;
  readonly links: Links;
  readonly activity: ActivityLog;
  readonly adoptions: Adoptions;
  readonly directory: Directory;
  readonly mirror: Mirror;
  readonly mirrorDirectory: MirrorDirectory;
  readonly crawl: Crawl;
  readonly preflights: Preflights;
  readonly pulled: Pulled;
  readonly runs: Runs;
  readonly readings: Readings;
  readonly neighbours: Neighbours;
}

/** The mapping store that both services share. */
export class Store {
  readonly connections: Connections;
  readonly lives: ConnectionLives;
  readonly tokens: ScimTokens;
  readonly administrators: Administrators;
  readonly tasks: Tasks;
  readonly drafts: Drafts;
  readonly callbacks: Callbacks;
  readonly sources: Sources;

  constructor(
    readonly database: Database,
    readonly sealer: Sealer,
    private readonly debounceMs: number,
    private readonly fence?: Fence,
  ) {
    this.connections = new Connections(database, sealer);
    this.lives = new ConnectionLives(database, sealer, this.connections);
    this.tokens = new ScimTokens(database);
    this.tasks = new Tasks(database);
    this.drafts = new Drafts(database, sealer);
    this.callbacks = new Callbacks(database, sealer);
    this.sources = new Sources(database, sealer);
    this.administrators = new Administrators(database);
  }

  /** Opens the store. @throws StoreUnavailable when Postgres does not answer */
  static async open(options: DatabaseOptions, sealer: Sealer, debounceMs: number): Promise<Store> {
    return new Store(await Database.open(options), sealer, debounceMs);
  }

  /** @param askedBy who is noted for what is changed: `token:<id>`, `admin:<name>` or `engine` */
  of(connectionId: ConnectionId, askedBy = 'engine'): ConnectionStore {
    const { database, fence } = this;
    const writes = fence ? new FencedDatabase(database, fence) : database;
    return {
      resources: new Resources(database, connectionId, this.debounceMs, askedBy, writes),
      relations: new Relations(database, connectionId),
      links: new Links(database, connectionId),
      activity: new ActivityLog(database, this.sealer, connectionId),
      adoptions: new Adoptions(database, this.sealer, connectionId),
      directory: new Directory(database, connectionId),
      mirror: new Mirror(database, connectionId),
      mirrorDirectory: new MirrorDirectory(database, connectionId),
      crawl: new Crawl(database, connectionId),
      preflights: new Preflights(database, connectionId),
      pulled: new Pulled(database, connectionId, writes),
      runs: new Runs(writes, this.sealer, connectionId),
      readings: new Readings(database, this.sealer, connectionId),
      neighbours: new Neighbours(database, connectionId),
    };
  }

  /**
   * The same store for whoever holds a Source: its Resources, what was read of it, and Runs are written only while it is
   * still held.
   */
  holding(fence: Fence): Store {
    return new Store(this.database, this.sealer, this.debounceMs, fence);
  }

  /** Whether Postgres answers. */
  async isReady(): Promise<boolean> {
    return this.database.run({ name: 'ready', text: 'select 1' }, []).then(
      () => true,
      () => false,
    );
  }

  async close(): Promise<void> {
    await this.database.close();
  }
}
