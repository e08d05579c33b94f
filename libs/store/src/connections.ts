import { randomBytes, randomUUID } from 'node:crypto';
import { lanes } from '#common';
import type { ConnectionId } from '#common';
import { gates, probeMs } from '#provisioning';
import type { Settings } from '#provisioning';
import { appSecretContext, isThere, toConnection } from './connection.js';
import type { Connection, Direction } from './connection.js';
import type { Database, Statement } from './database.js';
import { translated } from './database.js';
import { ConnectionEntity } from './entities/connection.js';
import type { Sealer } from './sealing.js';
import { knownThere } from './sql/known-there.js';
import type { KnownThere } from './sql/known-there.js';
import { laneTroubles, wakeLanes } from './sql/lanes.js';
import type { LaneTrouble } from './sql/lanes.js';
import {
  beginQuarantine,
  endQuarantine,
  goOnWithQuarantine,
  readQuarantine,
  takeQuarantineProbes,
} from './sql/quarantine.js';
import type { Quarantine, Refusal, TakenProbe } from './sql/quarantine.js';
import { demandOwnRoot } from './sql/managed-roots.js';
import { oppositeConnections } from './sql/mirror/opposite.js';
import { saveSettings } from './sql/settings.js';
import { sharesRoot } from './sql/shared-roots.js';

export interface NewConnection {
  readonly name: string;
  /** Into DingTalk, unless told otherwise. */
  readonly direction?: Direction;
  readonly appKey: string;
  readonly appSecret: string;
  readonly oapiBase: string;
  readonly apiBase: string;
  readonly settings: Settings;
  /** To take over what an earlier store of the same source made; random when absent. */
  readonly stamp?: string;
}

/** What stands in a connection's way. */
export interface ConnectionTroubles {
  readonly quarantine?: Quarantine;
  readonly lanes: readonly LaneTrouble[];
}

/** Two calls of ten seconds, and their slots. */
const probeLeaseMs = 60_000;
const stampAlphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** The connections, for administrators and for whoever calls DingTalk. */
export class Connections {
  constructor(
    private readonly database: Database,
    private readonly sealer: Sealer,
  ) {}

  /** @throws Conflict('name') or Conflict('stamp') */
  async create(given: NewConnection): Promise<Connection> {
    const id = randomUUID();
    const stamp =
      given.stamp ?? Array.from(randomBytes(6), (byte) => stampAlphabet[byte % 32] ?? 'a').join('');
    return translated(
      this.database.orm.transaction(async (manager) => {
        if (given.direction !== 'dingtalk-to-scim') {
          const { oapiBase, appKey, settings } = given;
          const tx = {
            run: async <Row>({ text }: Statement, values: readonly unknown[]) =>
              manager.query<Row[]>(text, [...values]),
          };
          await demandOwnRoot(tx, { id, oapiBase, appKey, rootDepartmentId: settings.rootDepartmentId });
        }
        const saved = await manager.save(
          manager.create(ConnectionEntity, {
            id,
            name: given.name,
            direction: given.direction ?? 'scim-to-dingtalk',
            stamp,
            appKey: given.appKey,
            appSecretSealed: this.sealer.seal(given.appSecret, appSecretContext(id)),
            oapiBase: given.oapiBase,
            apiBase: given.apiBase,
            settings: given.settings,
            reviewAfter: null,
            state: 'active',
            stateReason: null,
            closingAt: null,
          }),
        );
        await manager.query(
          `insert into counter (connection_id, type, block, shard)
           select $1, type, 0, 0 from unnest(array['User', 'Group']) type`,
          [id],
        );
        await manager.query('insert into lane_state (connection_id, lane) select $1, unnest($2::text[])', [
          id,
          [...lanes, ...gates],
        ]);
        if (saved.direction === 'dingtalk-to-scim')
          await manager.query('insert into mirror (connection_id) values ($1)', [id]);
        return toConnection(saved);
      }),
    );
  }

  async list(): Promise<readonly Connection[]> {
    const found = await translated(this.repository.find({ where: isThere, order: { createdAt: 'ASC' } }));
    return found.map(toConnection);
  }

  async find(id: ConnectionId): Promise<Connection | undefined> {
    const found = await translated(this.repository.findOneBy({ id, ...isThere }));
    return found ? toConnection(found) : undefined;
  }

  /** The names of connections to the same app that go the other way. */
  async opposite(id: ConnectionId): Promise<readonly string[]> {
    return oppositeConnections(this.database, id);
  }

  /** The AppSecret in the clear, for the one call that fetches a token. */
  async appSecret(id: ConnectionId): Promise<string | undefined> {
    const found = await translated(this.repository.findOneBy({ id }));
    return found ? this.sealer.open(found.appSecretSealed, appSecretContext(id)) : undefined;
  }

  /**
   * Saves settings. Where they change, every Link is planned with them in a run, which is then held or let go.
   *
   * @param version only where they are still those; absent: whatever they are
   * @returns whether they were
   */
  async saveSettings(
    id: ConnectionId,
    settings: Settings,
    requestedBy = 'engine',
    version?: number,
  ): Promise<boolean> {
    return this.database.transaction((tx) => saveSettings(tx, id, { settings, requestedBy, version }));
  }

  /** Up to `limit` of each kind of what a connection knows to be in its organisation. */
  async knownThere(id: ConnectionId, limit: number): Promise<readonly KnownThere[]> {
    return knownThere(this.database, id, limit);
  }

  /** Stops a connection as a whole, and has it tried now and then whether that is over. @returns whether it went on */
  async quarantine(id: ConnectionId, refusal: Refusal): Promise<boolean> {
    const failures = await beginQuarantine(this.database, id, refusal, probeMs(0));
    if (failures === undefined) return false;
    if (failures > 0) await goOnWithQuarantine(this.database, id, probeMs(failures));
    return true;
  }

  /** Takes up to `limit` quarantines that are due to be looked at; each is this process's own for a minute. */
  async takeProbes(limit: number): Promise<readonly TakenProbe[]> {
    return takeQuarantineProbes(this.database, limit, probeLeaseMs);
  }

  /** What a probe of a quarantine came to, while it is not over: the app is refused still, or nothing was learned. */
  async probed({ id, failures }: TakenProbe, refusal?: Refusal): Promise<void> {
    await goOnWithQuarantine(this.database, id, probeMs(refusal ? failures + 1 : failures), refusal);
  }

  /** Whether an older connection writes below the same root of the same organisation. */
  async sharesRoot(id: ConnectionId): Promise<boolean> {
    return sharesRoot(this.database, id);
  }

  /** Ends a quarantine. @returns whether there was one */
  async release(id: ConnectionId): Promise<boolean> {
    return endQuarantine(this.database, id);
  }

  /** Ends a quarantine and the rest of all lanes: somebody says that the trouble is over. */
  async resume(id: ConnectionId): Promise<void> {
    await this.release(id);
    await wakeLanes(this.database, id);
  }

  /** Why a connection, or lanes of it, are stopped, since when, and when it is tried next. */
  async troubles(id: ConnectionId): Promise<ConnectionTroubles> {
    const [quarantine, lanes] = await Promise.all([
      readQuarantine(this.database, id),
      laneTroubles(this.database, id),
    ]);
    return { lanes, ...(quarantine ? { quarantine } : {}) };
  }

  private get repository() {
    return this.database.orm.getRepository(ConnectionEntity);
  }
}
