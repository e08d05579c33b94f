import type { ConnectionId } from '#common';
import type { ChangeKind } from '#provisioning';
import type { Queryable } from '../database.js';

const lock = {
  name: 'lock-run',
  text: `
    select state, listed from run
    where connection_id = $1 and id = $2 and state in ('held', 'released') for no key update`,
};

/** Whether a run can be decided about; nothing joins it until this transaction ends. */
export async function lockRun(tx: Queryable, connectionId: ConnectionId, runId: string): Promise<boolean> {
  return (await tx.run(lock, [connectionId, runId])).length > 0;
}

const checksum = {
  name: 'run-checksum',
  // What is on a list never changes: what was shown can be said again, whatever has joined or fallen out since.
  text: `
    select count(*)::int as n, encode(sha256(convert_to(coalesce(string_agg(
      link_id::text || ' ' || kind || ' ' || fingerprint, ',' order by seq), ''), 'UTF8')), 'hex') as hash
    from run_item where connection_id = $1 and run_id = $2 and seq <= $3`,
};

/** Stands for the first `upTo` changes of a list: `<upTo>-<32 hexadecimal digits>`. */
export async function checksumOf(
  db: Queryable,
  connectionId: ConnectionId,
  runId: string,
  upTo: number,
): Promise<string> {
  const [row] = await db.run<{ n: number; hash: string }>(checksum, [connectionId, runId, upTo]);
  return `${String(row?.n ?? 0)}-${(row?.hash ?? '').slice(0, 32)}`;
}

/** Which changes of a list somebody decides about. */
export interface Choice {
  readonly from: number;
  readonly to: number;
  /** Only these; absent: all. */
  readonly seqs?: readonly number[] | undefined;
  readonly kinds?: readonly ChangeKind[] | undefined;
}

const chosen = `
  connection_id = $1 and run_id = $2 and seq between $3 and $4
    and ($5::int[] is null or seq = any($5::int[])) and ($6::text[] is null or kind = any($6::text[]))`;

/** Somebody's word is part of what happened to each; that no threshold was passed is nobody's. */
const noted = (decided: 'approved' | 'dropped') => `noted as (
      insert into activity (connection_id, link_id, resource_id, asked_by, event)
      select $1, link_id, resource_id, $7, change || '.${decided}' from ${decided} where $7::text <> 'engine'
    )`;

const approve = {
  name: 'approve-items',
  text: `
    with approved as (
      update run_item
      set state = 'approved', decided_by = $7, decided_at = now(),
        expires_at = case when kind in ('leavers', 'departmentDeletes') then now() + interval '7 days' end
      where ${chosen} and state = any($8::text[]) returning link_id, resource_id, change
    ), ${noted('approved')}, ordered as (
      select l.id from link l join approved a on a.link_id = l.id
      where l.connection_id = $1 order by l.id for no key update of l
    ), due as (
      update link set generation = generation + 1, attempts = 0, due_at = least(due_at, now()), asked_by = $7
      from ordered where link.connection_id = $1 and link.id = ordered.id
    )
    select count(*)::int as n from approved`,
};

/**
 * Lets listed changes be carried out, at the pace of their lanes.
 *
 * @param decidedBy `admin:<name>`, or `engine` where no threshold was passed
 * @returns how many
 */
export async function approveItems(
  tx: Queryable,
  connectionId: ConnectionId,
  runId: string,
  choice: Choice,
  decidedBy: string,
): Promise<number> {
  const from = choice.seqs ? ['held', 'dropped'] : ['held'];
  const { seqs = null, kinds = null } = choice;
  const values = [connectionId, runId, choice.from, choice.to, seqs, kinds, decidedBy, from];
  return (await tx.run<{ n: number }>(approve, values))[0]?.n ?? 0;
}

const drop = {
  name: 'drop-items',
  text: `
    with dropped as (
      update run_item set state = 'dropped', decided_by = $7, decided_at = now()
      where ${chosen} and state = 'held' returning link_id, resource_id, change
    ), ${noted('dropped')}, ordered as (
      select l.id from link l join dropped d on d.link_id = l.id
      where l.connection_id = $1 order by l.id for no key update of l
    ), told as (
      update link set reason = 'dropped' from ordered
      where link.connection_id = $1 and link.id = ordered.id and link.outcome = 'held'
    )
    select count(*)::int as n from dropped`,
};

/** Refuses listed changes, until something else is desired of their Links. @returns how many */
export async function dropItems(
  tx: Queryable,
  connectionId: ConnectionId,
  runId: string,
  choice: Choice,
  decidedBy: string,
): Promise<number> {
  const { seqs = null, kinds = null } = choice;
  const values = [connectionId, runId, choice.from, choice.to, seqs, kinds, decidedBy];
  return (await tx.run<{ n: number }>(drop, values))[0]?.n ?? 0;
}
