import { randomBytes, randomUUID } from 'node:crypto';
import { lanes } from '#common';
import type { ConnectionId } from '#common';
import { gates, settingsSchema } from '#provisioning';
import type { Settings } from '#provisioning';
import type { Database } from './database.js';
import { translated } from './database.js';
import { ConnectionEntity } from './entities/connection.js';
import type { Sealer } from './sealing.js';
import { wakeLanes } from './sql/lanes.js';
import { saveSettings } from './sql/settings.js';

/** Why a connection is stopped as a whole; its rows are untouched meanwhile. */
export type QuarantineReason = 'badCredentials' | 'ipNotAllowed' | 'appStopped' | 'permissionMissing';

/** One SCIM side joined to one DingTalk organisation, without its secret. */
export interface Connection {
  readonly id: ConnectionId;
  readonly name: string;
  readonly direction: 'scim-to-dingtalk';
  /** Marks what is this connection's own in DingTalk; part of every userid it makes. */
  readonly stamp: string;
  readonly appKey: string;
  readonly oapiBase: string;
  readonly apiBase: string;
  readonly settings: Settings;
  /** Counts how often they were changed. */
  readonly settingsVersion: number;
  readonly state: 'active' | 'quarantined';
  readonly stateReason?: QuarantineReason;
  readonly createdAt: Date;
}

export interface NewConnection {
  readonly name: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly oapiBase: string;
  readonly apiBase: string;
  readonly settings: Settings;
  /** To take over what an earlier store of the same source made; random when absent. */
  readonly stamp?: string;
}

const counterShards = 16;
const stampAlphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

const secretContext = (id: string) => `connection:${id}:app-secret`;

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
        const saved = await manager.save(
          manager.create(ConnectionEntity, {
            id,
            name: given.name,
            direction: 'scim-to-dingtalk',
            stamp,
            appKey: given.appKey,
            appSecretSealed: this.sealer.seal(given.appSecret, secretContext(id)),
            oapiBase: given.oapiBase,
            apiBase: given.apiBase,
            settings: given.settings,
            reviewAfter: null,
            state: 'active',
            stateReason: null,
          }),
        );
        await manager.query(
          `insert into counter (connection_id, type, shard)
           select $1, type, shard from unnest(array['User', 'Group']) type, generate_series(0, $2::int - 1) shard`,
          [id, counterShards],
        );
        await manager.query('insert into lane_state (connection_id, lane) select $1, unnest($2::text[])', [
          id,
          [...lanes, ...gates],
        ]);
        return toConnection(saved);
      }),
    );
  }

  async list(): Promise<readonly Connection[]> {
    const found = await translated(this.repository.find({ order: { createdAt: 'ASC' } }));
    return found.map(toConnection);
  }

  async find(id: ConnectionId): Promise<Connection | undefined> {
    const found = await translated(this.repository.findOneBy({ id }));
    return found ? toConnection(found) : undefined;
  }

  /** The AppSecret in the clear, for the one call that fetches a token. */
  async appSecret(id: ConnectionId): Promise<string | undefined> {
    const found = await translated(this.repository.findOneBy({ id }));
    return found ? this.sealer.open(found.appSecretSealed, secretContext(id)) : undefined;
  }

  /** Saves settings. Where they change, every Link is planned with them in a run, which is then held or let go. */
  async saveSettings(id: ConnectionId, settings: Settings, requestedBy = 'engine'): Promise<void> {
    await this.database.transaction((tx) => saveSettings(tx, id, settings, requestedBy));
  }

  /** Stops or resumes a whole connection; its lanes rest no longer then. */
  async setState(id: ConnectionId, state: Connection['state'], reason?: QuarantineReason): Promise<void> {
    await translated(this.repository.update({ id }, { state, stateReason: reason ?? null }));
    if (state === 'active') await wakeLanes(this.database, id);
  }

  private get repository() {
    return this.database.orm.getRepository(ConnectionEntity);
  }
}

function toConnection(row: ConnectionEntity): Connection {
  return {
    id: row.id as ConnectionId,
    name: row.name,
    direction: 'scim-to-dingtalk',
    stamp: row.stamp,
    appKey: row.appKey,
    oapiBase: row.oapiBase,
    apiBase: row.apiBase,
    settings: settingsSchema.parse(row.settings),
    settingsVersion: row.settingsVersion,
    state: row.state as Connection['state'],
    ...(row.stateReason === null ? {} : { stateReason: row.stateReason as QuarantineReason }),
    createdAt: row.createdAt,
  };
}
