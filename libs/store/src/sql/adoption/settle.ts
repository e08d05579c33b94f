import type { ConnectionId, LinkId } from '#common';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'settle-adoption',
  text: `
    with settled as (
      update adoption a set state = case when a.external_id = l.adopting ->> 'externalId' then $3 else 'moved' end
      from link l where a.connection_id = $1 and a.link_id = $2 and a.state = 'approved'
        and l.connection_id = $1 and l.id = $2
    )
    update link set adopting = null, mark = case when $3 = 'adopted' then null else mark end, unlinked_at = case when $3 = 'adopted' then null else unlinked_at end
    where connection_id = $1 and id = $2`,
};

/** What became of what somebody approved to take over. */
export type AdoptionEnd = 'adopted' | 'moved';

/** Writes what became of a Link's adoption, in the transaction that finishes it. */
export async function settleAdoption(
  tx: Queryable,
  connectionId: ConnectionId,
  id: LinkId,
  end: AdoptionEnd,
): Promise<void> {
  await tx.run(statement, [connectionId, id, end]);
}
