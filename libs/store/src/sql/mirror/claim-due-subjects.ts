import type { ConnectionId } from '#common';
import type { MirroredKind } from '#provisioning';
import type { Queryable } from '../../database.js';

const statement = {
  name: 'claim-due-subjects',
  text: `
    with chosen as (
      select kind, external_id from mirror_due
      where connection_id = $1 and due_at <= now() and (lease_until is null or lease_until < now())
      order by due_at limit $2 for update skip locked
    )
    update mirror_due d set lease_until = now() + interval '60 seconds', attempts = attempts + 1
    from chosen where d.connection_id = $1 and d.kind = chosen.kind and d.external_id = chosen.external_id
    returning d.kind, d.external_id as "externalId", d.generation, d.attempts, now()::text as at`,
};

/** Somebody or something that is to be read again. */
export interface DueSubject {
  readonly kind: MirroredKind;
  readonly externalId: string;
  readonly generation: number;
  readonly attempts: number;
  /** When it was claimed, by Postgres's clock: what is read of it is at least as new. */
  readonly at: string;
}

export async function claimDueSubjects(
  db: Queryable,
  connectionId: ConnectionId,
  limit: number,
): Promise<readonly DueSubject[]> {
  return db.run<DueSubject>(statement, [connectionId, limit]);
}
