import type { ConnectionId } from '#common';
import type { Queryable } from '../../database.js';
import type { Step, StepKind } from './steps.js';

const statement = {
  name: 'claim-steps',
  text: `
    with chosen as (
      select id from mirror_step
      where connection_id = $1 and kind = any($2::text[]) and (lease_until is null or lease_until < now())
      order by id limit $3 for update skip locked
    )
    update mirror_step s set lease_until = now() + interval '60 seconds'
    from chosen where s.connection_id = $1 and s.id = chosen.id
    returning s.id, s.kind, s.subject, s.payload, now()::text as at`,
};

/** Claims the earliest steps of some kinds for a minute. */
export async function claimSteps(
  db: Queryable,
  connectionId: ConnectionId,
  kinds: readonly StepKind[],
  limit: number,
): Promise<readonly Step[]> {
  const steps = await db.run<Step>(statement, [connectionId, kinds, limit]);
  return [...steps].sort((a, b) => a.id - b.id);
}
