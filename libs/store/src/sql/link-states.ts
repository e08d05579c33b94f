import type { ConnectionId, ResourceId } from '#common';
import type { BlockReason, Outcome, Presence, WaitReason } from '#provisioning';
import type { Queryable } from '../database.js';

const statement = {
  name: 'link-states',
  text: `
    select resource_id as "resourceId", presence, outcome, reason, external_id as "externalId",
      outcome in ('converged', 'waiting', 'blocked') and generation > applied_generation as changed
    from link where connection_id = $1 and resource_id = any($2::uuid[])`,
};

/** How a Resource's Link stands. */
export interface LinkState {
  readonly resourceId: ResourceId;
  readonly presence: Presence;
  readonly outcome: Outcome;
  readonly reason: WaitReason | BlockReason | null;
  readonly externalId: string | null;
  /** Whether a change has come that was not looked at yet. */
  readonly changed: boolean;
}

export async function linkStates(
  db: Queryable,
  connectionId: ConnectionId,
  resources: readonly ResourceId[],
): Promise<ReadonlyMap<ResourceId, LinkState>> {
  const rows = await db.run<LinkState>(statement, [connectionId, resources]);
  return new Map(rows.map((row) => [row.resourceId, row]));
}
