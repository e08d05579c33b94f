import type { Json, JsonObject } from '#common';
import { previewAccount, userIdCandidates } from '#provisioning';
import type { Change, Ending, FieldTrace, Plan, Reference } from '#provisioning';
import type { ClaimHolder, Connection, LinkSituation, LinkStanding } from '#store';
import { identityOf } from '../situations.js';

/** What the steps read, map, match and plan came to, for one look at one person or department. */
export interface Trace {
  readonly read: JsonObject;
  readonly map: readonly JsonObject[];
  readonly match: JsonObject;
  readonly plan: JsonObject;
}

/** Tells what a plan was made from and what it is. Values are the person's own: whoever keeps them seals them. */
export function traceOf(
  connection: Connection,
  read: LinkSituation,
  plan: Plan,
  linkId: string,
  holders: readonly ClaimHolder[],
): Trace {
  return {
    read: toldRead(read),
    map: mapped(connection, read),
    match: matched(connection, read, plan, linkId, holders),
    plan: toldPlan(plan, read.applied),
  };
}

/** How a Link stands after all; null: it is buried, nothing is left on either side. */
export function toldStanding(standing: LinkStanding | undefined): JsonObject | null {
  if (!standing) return null;
  const { presence, outcome, reason, detailCode, dueAt } = standing;
  return { presence, outcome, reason, detailCode, dueAt: dueAt?.toISOString() ?? null };
}

function toldRead(read: LinkSituation): JsonObject {
  const { generation, changed, presence, outcome, reason, externalId, askedBy, outOfScope } = read;
  return {
    generation,
    changed,
    presence,
    outcome,
    reason,
    externalId,
    askedBy,
    outOfScope,
    deleted: read.body === null && read.path === null,
    groups: read.groups.map(referenceOf),
    manager: read.manager === null ? null : referenceOf(read.manager),
    at: read.now.toISOString(),
  };
}

const referenceOf = ({ resourceId, presence, outcome, externalId }: Reference): JsonObject => ({
  resourceId,
  presence,
  outcome,
  externalId: externalId ?? null,
});

/** What each field would be, and where from; of a department what it is called and where it lies tells the plan. */
function mapped({ settings }: Connection, read: LinkSituation): readonly JsonObject[] {
  if (read.kind !== 'account' || read.body === null) return [];
  const fields = previewAccount({
    settings,
    link: { presence: read.presence, ...(read.applied === null ? {} : { applied: read.applied }) },
    person: read.body,
    ...(read.manager === null ? {} : { manager: read.manager }),
  });
  return fields.map(fieldOf);
}

const fieldOf = ({ field, value, source, kept, fault }: FieldTrace): JsonObject => ({
  field,
  ...(value === undefined ? {} : { value }),
  ...(source === undefined ? {} : { source }),
  ...(kept === undefined ? {} : { kept }),
  ...(fault === undefined ? {} : { fault }),
});

/** Which account or department it is, and who has the values that only one may have. */
function matched(
  { stamp }: Connection,
  read: LinkSituation,
  { claims }: Plan,
  linkId: string,
  holders: readonly ClaimHolder[],
): JsonObject {
  const candidates =
    read.kind === 'account' && read.externalId === null
      ? userIdCandidates(stamp, identityOf(read, linkId))
      : [];
  return {
    externalId: read.externalId,
    adopted: read.adopted,
    candidates: [...candidates],
    claims: claims.map(({ key }) => {
      const holder = holders.find((one) => one.key === key);
      return {
        of: key.slice(0, key.indexOf(':')),
        holder: !holder ? 'nobody' : holder.linkId === linkId ? 'itself' : 'another',
        resourceId: holder && holder.linkId !== linkId ? holder.resourceId : null,
      };
    }),
  };
}

function toldPlan({ change, ending, leaving, faults = [] }: Plan, applied: JsonObject | null): JsonObject {
  return {
    change: change?.kind ?? null,
    fields: change ? changedFields(change, applied ?? {}) : [],
    ending: toldEnding(ending),
    leaving: leaving ?? null,
    faults: faults.map(({ field, fault }) => ({ field, fault })),
  };
}

const toldEnding = ({ presence, outcome, reason, waitingOn, dueInMs }: Ending): JsonObject => ({
  presence,
  outcome,
  reason: reason ?? null,
  // What stands before the colon says what is waited for; behind it is an id or a hash.
  waitingOn: waitingOn ?? null,
  dueInMs: dueInMs ?? null,
});

/** Old and new value of each field that a change writes. */
function changedFields(change: Change, applied: JsonObject): JsonObject[] {
  switch (change.kind) {
    case 'createAccount':
    case 'createDepartment':
    case 'createRole':
      return Object.entries(change.fields as unknown as JsonObject).map(([field, after]) => ({
        field,
        before: null,
        after,
      }));
    case 'updateAccount':
    case 'updateDepartment': {
      const cleared = change.kind === 'updateAccount' ? change.clear : [];
      const set = Object.entries(change.set as unknown as JsonObject);
      return [...set, ...cleared.map((field) => [field, null] as const)].map(([field, after]) => ({
        field,
        before: applied[field] ?? (null as Json),
        after,
      }));
    }
    case 'updateRole':
      return [{ field: 'name', before: applied.name ?? null, after: change.fields.name }];
    case 'addRoleMembers':
      return [{ field: 'members', before: null, after: [...change.userIds] }];
    case 'removeRoleMembers':
      return [{ field: 'members', before: [...change.userIds], after: null }];
    default:
      return [];
  }
}
