import type { ConnectionId, JsonObject, LinkId } from '#common';
import type { Queryable } from '../../database.js';
import { editRoleMembers, forgetRoleMembers } from '../role-members.js';

const statement = {
  name: 'take-observed',
  // What was written, or is being written, since it was read is newer than what was read.
  text: `
    with seen as (
      select id, "appliedAt" as applied_at, nullif(applied, 'null'::jsonb) as applied,
        array(select jsonb_array_elements_text("departmentIds")::bigint) as departments
      from jsonb_to_recordset($2::jsonb)
        as s (id uuid, "appliedAt" timestamptz, applied jsonb, "departmentIds" jsonb)
    ), ordered as (
      select l.id, seen.applied, seen.departments from link l join seen on seen.id = l.id
      where l.connection_id = $1 and l.presence in ('present', 'leaving') and not l.doubtful
        and l.applied_at is not distinct from seen.applied_at
        and (l.lease_until is null or l.lease_until < now())
      order by l.id for no key update of l
    )
    update link
    set applied = ordered.applied, applied_departments = ordered.departments,
      presence = case when ordered.applied is null then 'none' else presence end,
      generation = generation + 1, attempts = 0, outcome = 'retry', reason = null, detail_code = null,
      due_at = least(due_at, now()), asked_by = $3
    from ordered where link.connection_id = $1 and link.id = ordered.id
    returning link.id, link.applied is null as gone`,
};

/** What a Link's account or department was found to show. */
export interface Observed {
  readonly id: LinkId;
  /** As it was when the Link was held against it. */
  readonly appliedAt: string | null;
  /** null: it is gone. */
  readonly applied: JsonObject | null;
  /** Departments it lies in. */
  readonly departmentIds: readonly number[];
  /** Of a role: whom of those whom we have made members it has no more; userids. */
  readonly left?: readonly string[];
}

/** Takes what was observed as what is there, so that the next plan mends what differs. @returns how many */
export async function takeObserved(
  tx: Queryable,
  connectionId: ConnectionId,
  observed: readonly Observed[],
  askedBy: string,
): Promise<number> {
  const values = [connectionId, JSON.stringify(observed), askedBy];
  const rows = await tx.run<{ id: LinkId; gone: boolean }>(statement, values);
  // A statement of its own: a role may have had somebody put in until he was ours.
  const gone = rows.filter((row) => row.gone).map(({ id }) => id);
  if (gone.length > 0) await forgetRoleMembers(tx, connectionId, gone);
  const taken = new Set(rows.map(({ id }) => id));
  for (const { id, left } of observed) {
    if (left && taken.has(id)) await editRoleMembers(tx, connectionId, id, { left });
  }
  return taken.size;
}
