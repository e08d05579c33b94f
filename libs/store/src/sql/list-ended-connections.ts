import type { Queryable } from '../database.js';

const statement = {
  name: 'list-ended-connections',
  text: `
    select id, name, direction, stamp, app_key as "appKey", accounts, ended_by as "endedBy", ended_at as "endedAt"
    from ended_connection order by ended_at desc, id limit $1`,
};

/** A connection that has ended. */
export interface EndedConnection {
  readonly id: string;
  readonly name: string;
  readonly direction: 'scim-to-dingtalk' | 'dingtalk-to-scim';
  readonly stamp: string;
  readonly appKey: string;
  /** Whether what was its own has left DingTalk, or DingTalk stays as it was. */
  readonly accounts: 'kept' | 'removed';
  /** `admin:<name>` */
  readonly endedBy: string;
  readonly endedAt: Date;
}

/** The latest first. */
export async function listEndedConnections(
  db: Queryable,
  limit: number,
): Promise<readonly EndedConnection[]> {
  return db.run<EndedConnection>(statement, [limit]);
}
