import type { ConnectionId, ResourceId } from '#common';
import type { BlockReason, FieldFault, WaitReason } from '#provisioning';
import type { Queryable } from '../database.js';
import { standingOfLink } from './standing.js';
import type { Standing } from './standing.js';

const statement = {
  name: 'link-states',
  text: `
    select resource_id as "resourceId", reason, faults, external_id as "externalId",
      union_id as "unionId", signed_in as "signedIn", ${standingOfLink} as state
    from link where connection_id = $1 and resource_id = any($2::uuid[])`,
};

/** How a Resource's Link stands. */
export interface LinkState {
  readonly resourceId: ResourceId;
  readonly state: Standing;
  readonly reason: WaitReason | BlockReason | null;
  readonly faults: readonly FieldFault[];
  readonly externalId: string | null;
  /** null: not known, as is whether the person has signed in to DingTalk. */
  readonly unionId: string | null;
  readonly signedIn: boolean | null;
}

export async function linkStates(
  db: Queryable,
  connectionId: ConnectionId,
  resources: readonly ResourceId[],
): Promise<ReadonlyMap<ResourceId, LinkState>> {
  const rows = await db.run<LinkState>(statement, [connectionId, resources]);
  return new Map(rows.map((row) => [row.resourceId, row]));
}
