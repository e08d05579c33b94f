import { Not } from 'typeorm';
import type { ConnectionId } from '#common';
import { settingsSchema } from '#provisioning';
import type { Settings } from '#provisioning';
import type { ConnectionEntity } from './entities/connection.js';
import type { QuarantineReason } from './sql/quarantine.js';

/** Which side is written and which is read. */
export type Direction = 'scim-to-dingtalk' | 'dingtalk-to-scim';

/** One SCIM side joined to one DingTalk organisation, without its secret. */
export interface Connection {
  readonly id: ConnectionId;
  readonly name: string;
  readonly direction: Direction;
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
  /** It is to end with all that is its own in DingTalk. */
  readonly closing: boolean;
  readonly createdAt: Date;
}

/** One that has ended is none any more, whatever rows are left of it. */
export const isThere = { state: Not('ending') };

/** What its AppSecret is sealed for. */
export const appSecretContext = (id: string): string => `connection:${id}:app-secret`;

/** A connection as it was read. */
export function toConnection(row: ConnectionEntity): Connection {
  return {
    id: row.id as ConnectionId,
    name: row.name,
    direction: row.direction as Direction,
    stamp: row.stamp,
    appKey: row.appKey,
    oapiBase: row.oapiBase,
    apiBase: row.apiBase,
    settings: settingsSchema.parse(row.settings),
    settingsVersion: row.settingsVersion,
    state: row.state as Connection['state'],
    ...(row.stateReason === null ? {} : { stateReason: row.stateReason as QuarantineReason }),
    closing: row.closingAt !== null,
    createdAt: row.createdAt,
  };
}
