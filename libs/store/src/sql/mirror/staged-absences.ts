import type { ConnectionId } from '#common';
import type { MirroredKind } from '#provisioning';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'staged-absences',
  text: `
    select s.kind, s.external_id as "externalId", s.observed_at::text as "observedAt"
    from mirror_staged s
    join mirrored m on m.connection_id = s.connection_id and m.kind = s.kind and m.external_id = s.external_id
    where s.connection_id = $1 and s.row is null and m.observed_at < s.observed_at and (m.left_at is null or not $3)
    order by s.kind, s.external_id limit $2`,
};

/** Some of those that are mirrored and are to be no more. @param stay whether who left already is passed over */
export async function stagedAbsences(
  tx: Queryable,
  connectionId: ConnectionId,
  limit: number,
  stay: boolean,
): Promise<readonly { kind: MirroredKind; externalId: string; observedAt: string }[]> {
  return tx.run(statement, [connectionId, limit, stay]);
}
