import type { ConnectionId } from '#common';
import type { Queryable } from '../database.js';

const statement = {
  name: 'find-token',
  // Noting the use once a minute is enough to tell a living token from a forgotten one.
  text: `
    with found as (
      select id, connection_id, last_used_at from scim_token
      where hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())
    ), noted as (
      update scim_token set last_used_at = now() from found
      where scim_token.id = found.id
        and (found.last_used_at is null or found.last_used_at < now() - interval '1 minute')
    )
    select c.id, c.stamp, c.direction,
      c.direction = 'dingtalk-to-scim' and coalesce((c.settings #>> '{mirror,unpagedLists}')::boolean, false)
        as "unpagedLists", 'token:' || found.id as "askedBy", s.base_url as "sourceUrl"
    from found join connection c on c.id = found.connection_id and c.state <> 'ending' left join source s on s.connection_id = c.id`,
};

/** What a request with a token may know of its connection. */
export interface TokenOwner {
  readonly id: ConnectionId;
  readonly stamp: string;
  readonly direction: 'scim-to-dingtalk' | 'dingtalk-to-scim';
  /** Whether a list that is asked for without paging has everything. */
  readonly unpagedLists: boolean;
  /** What is noted for the changes of this token. */
  readonly askedBy: string;
  /** The Source that this connection is read from: nobody else writes to it then. null: it has none. */
  readonly sourceUrl: string | null;
}

/** The connection a token opens; undefined for one that is unknown, expired or revoked. */
export async function findToken(db: Queryable, hash: Buffer): Promise<TokenOwner | undefined> {
  return (await db.run<TokenOwner>(statement, [hash]))[0];
}
