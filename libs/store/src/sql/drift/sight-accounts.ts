import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import type { AccountSighting } from '../finish-link.js';

const statement = {
  name: 'sight-accounts',
  // Who is as he was last seen is left alone: most are.
  text: `
    with seen as (
      select * from jsonb_to_recordset($2::jsonb) as s ("userId" text, "unionId" text, "signedIn" boolean)
    ), moved as (
      select l.id, coalesce(seen."unionId", l.union_id) as union_id, coalesce(seen."signedIn", l.signed_in) as signed_in
      from link l join seen on seen."userId" = l.external_id
      where l.connection_id = $1 and l.kind = 'account'
        and (coalesce(seen."unionId", l.union_id), coalesce(seen."signedIn", l.signed_in))
          is distinct from (l.union_id, l.signed_in)
      order by l.id for no key update of l
    )
    update link set union_id = moved.union_id, signed_in = moved.signed_in
    from moved where link.connection_id = $1 and link.id = moved.id`,
};

/** What a list of DingTalk's tells of one account. */
export interface SightedAccount extends AccountSighting {
  readonly userId: string;
}

/** Keeps what DingTalk tells of accounts that have a Link; no version of a User depends on it. */
export async function sightAccounts(
  db: Queryable,
  connectionId: ConnectionId,
  accounts: readonly SightedAccount[],
): Promise<void> {
  await db.run(statement, [connectionId, JSON.stringify(accounts)]);
}
