import type { ConnectionId, JsonObject, Lane, LinkId } from '#common';
import type { Ending, FieldFault, LeaveCause, LinkKind } from '#provisioning';
import type { Queryable } from '../database.js';
import { settleAdoption } from './adoption/settle.js';
import type { AdoptionEnd } from './adoption/settle.js';
import { noteActivity } from './note-activity.js';
import { closeItems } from './run-items.js';
import type { Activity } from './note-activity.js';
import { editRoleMembers, forgetRoleMembers } from './role-members.js';
import type { RoleMemberEdit } from './role-members.js';

/** Looks that follow each other at once and come to no end, so many of them, come ever later: no lane is kept busy by one. */
const looksAtOnce = 30;
const brake = `
            case when $16 or attempts < ${String(looksAtOnce)} then 0
            else least((attempts - ${String(looksAtOnce)} + 1) * 1000, 60000) end`;

const finish = {
  name: 'finish-link',
  // A change that came meanwhile has moved the generation: its due time stands, and if it is a return, nothing is known
  // of a leave that may follow it.
  text: `
    update link
    set stands_since = case when (outcome, reason) is distinct from ($5::text, $6::text) then now() else stands_since end,
        presence = $4, outcome = $5, reason = $6, detail_code = $7, waiting_on = $8,
        applied_generation = case when $5 = 'retry' then applied_generation else $9 end,
        due_at = case when generation <> $9 then due_at
          when $5 = 'retry' then now() + greatest($10, ${brake}) * interval '1 millisecond'
          else now() + $10 * interval '1 millisecond' end,
        settle_from = case when $11 then coalesce(settle_from, now()) when $5 = 'retry' then settle_from end,
        attempts = case when $16 then greatest(attempts - 1, 0) when $5 = 'retry' then attempts else 0 end,
        kind = coalesce($26, kind),
        external_id = coalesce($12, case when coalesce($26, kind) = kind then external_id end),
        mark = case when coalesce($26, kind) = kind then mark end,
        applied = case when $13 then $14 else applied end,
        applied_departments = case when $13 then $15::bigint[] else applied_departments end,
        applied_at = case when $13 then now() else applied_at end,
        faults = coalesce($22::jsonb, faults),
        leave_from = case when $17::text is null then null
          when generation = $9 then coalesce(case when leave_cause = $17 then leave_from end, now())
          when leave_cause = $17 then leave_from end,
        leave_cause = $17, out_of_scope = $18,
        observed_at = case when $19 then now() when $17::text is not null then observed_at end,
        disabled = case when $4 in ('none', 'gone') then false else coalesce($20, disabled) end,
        invited_from = case when $4 = 'invited' then
          case when presence = 'invited' then coalesce(invited_from, now()) else now() end end,
        recreate = case when $5 = 'converged' or $4 = 'gone' or $5 = 'blocked' and recreate = 'rehired' then null
          else recreate end,
        lane = case when generation = $9 then coalesce($21, lane) else lane end,
        foreign_departments = coalesce($23::bigint[], foreign_departments),
        adopted = adopted or $24, doubtful = $25,
        union_id = case when $13 and $14::jsonb is null then null else coalesce($27, union_id) end,
        signed_in = case when $13 and $14::jsonb is null then null else coalesce($28, signed_in) end,
        passage = case when $5 <> 'converged' then passage end,
        lease_until = null
    where connection_id = $1 and id = $2 and lease_epoch = $3
    returning id`,
};

const release = {
  name: 'release-claims',
  text: `
    delete from claim where connection_id = $1 and link_id = $2 and key <> all($3::text[])
    returning key`,
};

const hold = {
  name: 'hold-claims',
  // Who holds one of them already is wrong about it, and DingTalk will say so.
  text: `
    insert into claim (connection_id, key, link_id) select $1, key, $2 from unnest($3::text[]) key order by key
    on conflict (connection_id, key) do nothing`,
};

const bury = {
  name: 'bury-link',
  // Gone on both sides: what is left to remember is the activity, and which account it was.
  text: `
    with buried as (
      delete from link
      where connection_id = $1 and id = $2 and resource_id is null and presence = 'gone' and lease_until is null
        and (path_key is null or due_at is null)
      returning connection_id, id, kind, external_id
    )
    insert into tombstone (connection_id, link_id, kind, external_id)
    select connection_id, id, kind, external_id from buried where external_id is not null
    on conflict (connection_id, link_id) do update
    set external_id = excluded.external_id, buried_at = excluded.buried_at`,
};

/** What is DingTalk's alone to tell of a person; absent: not known. */
export interface AccountSighting {
  readonly unionId?: string;
  /** Whether the person has ever signed in to DingTalk. */
  readonly signedIn?: boolean;
}

export interface Finish {
  readonly connectionId: ConnectionId;
  readonly id: LinkId;
  readonly epoch: number;
  /** The generation the plan was made from. */
  readonly generation: number;
  readonly ending: Ending;
  readonly detailCode?: string;
  readonly externalId?: string;
  /** What DingTalk shows now; absent where nothing was written there. null: nothing is there any more. */
  readonly applied?: { readonly fields: JsonObject; readonly departmentIds: readonly number[] } | null;
  /** Departments that are none of ours in which the account was seen just now. */
  readonly foreignDepartments?: readonly number[];
  /** What DingTalk has just told of the person; absent: nothing. */
  readonly sighting?: AccountSighting;
  /** Whether the change was carried out is not known. */
  readonly doubtful?: boolean;
  /** The account was there before this Link. */
  readonly adopted?: boolean;
  /** What became of what somebody approved to take over. */
  readonly adoption?: AdoptionEnd;
  /** The unique values to go on holding; absent: as they are. */
  readonly keep?: readonly string[];
  /** Unique values that were found to be this Link's, and are held from now on. */
  readonly hold?: readonly string[];
  /** Fields that are not in step although all else is; absent: as it was told before. */
  readonly faults?: readonly FieldFault[];
  /** The attempt was cut short by somebody else's trouble and does not count. */
  readonly uncounted?: boolean;
  /** What a Group's Link joins from now on; absent: as before. */
  readonly becomes?: LinkKind;
  /** Who of a role's people was found out to be its member, or not to be. */
  readonly members?: RoleMemberEdit;
  /** Accounts that DingTalk did not know: they are looked at. */
  readonly doubted?: readonly string[];
  /** Why it is leaving; null: it is not. */
  readonly leaving: LeaveCause | null;
  /** Whether others count on it no more, as it is synced no more. */
  readonly outOfScope: boolean;
  /** All of the account was just read in DingTalk. */
  readonly observed?: boolean;
  /** Whether the enterprise account is disabled from now on; absent: as it was. */
  readonly disabled?: boolean;
  /** What it stands on a list for is done, or desired no more. */
  readonly closes?: 'applied' | 'moved';
  /** The lane to work it in from now on; absent: as it was. */
  readonly lane?: Lane;
  /** What is written down for people. */
  readonly activity?: Activity;
}

/**
 * Writes how a Link stands, if the lease is still ours.
 *
 * @returns the keys that were released; undefined when the lease was lost and nothing was written
 */
export async function finishLink(tx: Queryable, done: Finish): Promise<readonly string[] | undefined> {
  const { connectionId, id, ending, applied } = done;
  const rows = await tx.run(finish, [
    connectionId,
    id,
    done.epoch,
    ending.presence,
    ending.outcome,
    ending.reason ?? null,
    done.detailCode ?? null,
    ending.waitingOn ?? null,
    done.generation,
    ending.dueInMs ?? null,
    ending.settling,
    done.externalId ?? null,
    applied !== undefined,
    applied?.fields ?? null,
    applied?.departmentIds ?? [],
    done.uncounted ?? false,
    done.leaving,
    done.outOfScope,
    done.observed ?? false,
    done.disabled ?? null,
    done.lane ?? null,
    done.faults === undefined ? null : JSON.stringify(done.faults),
    done.foreignDepartments ?? null,
    done.adopted ?? false,
    done.doubtful ?? false,
    done.becomes ?? null,
    done.sighting?.unionId ?? null,
    done.sighting?.signedIn ?? null,
  ]);
  if (rows.length === 0) return undefined;
  if (applied === null) await forgetRoleMembers(tx, connectionId, [id]);
  if (done.members) await editRoleMembers(tx, connectionId, id, done.members);
  if (done.adoption) await settleAdoption(tx, connectionId, id, done.adoption);
  if (done.closes) await closeItems(tx, connectionId, [id], done.closes);
  if (done.hold && done.hold.length > 0) await tx.run(hold, [connectionId, id, done.hold]);
  if (done.activity) await noteActivity(tx, connectionId, id, done.activity, done.detailCode);
  const released = done.keep ? await tx.run<{ key: string }>(release, [connectionId, id, done.keep]) : [];
  if (ending.presence === 'gone') await tx.run(bury, [connectionId, id]);
  return released.map(({ key }) => key);
}
