import { atGate, blocked, gateOf, held, whileInvited } from '#provisioning';
import type { Change, DemandingPlan, Ending, Gate, Plan, TakenValue } from '#provisioning';
import { activityContext } from '#store';
import type { Begun, ClaimedLink, Connection, LinkSituation, Links } from '#store';
import { appliedAccount, appliedDepartment, appliedRole } from './applied.js';
import { plannedValues } from './planned-values.js';
import { linkOf, planOf } from './situations.js';
import { capabilityRestMs } from './trouble.js';

/** A plan, and what came of claiming the unique values that it needs. */
export type ClaimedPlan =
  /** Nothing is to be changed. */
  | { readonly kind: 'done'; readonly plan: Plan }
  | {
      readonly kind: 'begun';
      readonly plan: Plan;
      readonly change: Change;
      readonly gate: Gate | undefined;
      readonly externalId: string | undefined;
    }
  /** DingTalk takes no more of this kind at present. */
  | { readonly kind: 'atGate'; readonly plan: Plan; readonly ending: Ending }
  /** Not without somebody's word. `fresh`: it was not on a list before. */
  | {
      readonly kind: 'held';
      readonly plan: Plan;
      readonly change: Change;
      readonly ending: Ending;
      readonly fresh: boolean;
    }
  /** Somebody else holds a value that cannot be done without. */
  | { readonly kind: 'blocked'; readonly plan: Plan; readonly ending: Ending }
  /** What the plan was made from has changed: plan again. */
  | { readonly kind: 'moved'; readonly plan: Plan }
  /** The lease is somebody else's by now. */
  | { readonly kind: 'lost' };

/**
 * Plans a Link and commits the unique values that the plan needs. Where another Link holds one that the account can
 * do without, the rest is planned without it.
 */
export async function claim(
  connection: Connection,
  links: Links,
  claimed: ClaimedLink,
  read: LinkSituation,
  seal: (plain: string, context: string) => string,
): Promise<ClaimedPlan> {
  const taken: TakenValue[] = [];
  for (;;) {
    const plan = planOf(connection, read, claimed.id, taken);
    const { change, demand } = plan;
    if (!change) return { kind: 'done', plan };
    if (demand?.dryRun)
      return { kind: 'held', plan, change, ending: held(read.presence, 'dryRun'), fresh: false };
    const gate = gateOf(change);
    if (gate && !(await maySend(links, gate, read))) {
      const ending = atGate(gate, read.presence === 'gone' ? 'gone' : 'none');
      return lookInstead(connection, read, ending) ?? { kind: 'atGate', plan, ending };
    }
    const begun = await links.begin({
      id: claimed.id,
      epoch: claimed.epoch,
      keys: plan.claims.map(({ key }) => key),
      ...asking(connection, read, plan, change, seal),
      writes: writesWhatIsThere(change),
      leavingPath: change.kind === 'deleteDepartment' && read.pathKey !== null,
      ...creating(plan),
    });
    switch (begun.kind) {
      case 'lost':
        return begun;
      case 'moved':
        return { kind: 'moved', plan };
      case 'held':
        return { kind: 'held', plan, change, ending: held(read.presence, begun.reason), fresh: begun.fresh };
      case 'begun':
        return { kind: 'begun', plan, change, gate, externalId: begun.externalId };
      case 'taken': {
        const spared = sparedBy(plan, begun);
        if (!spared || taken.some(({ field }) => field === spared.field)) {
          const ending = blockedBy(plan, begun, read);
          return lookInstead(connection, read, ending) ?? { kind: 'blocked', plan, ending };
        }
        taken.push(spared);
      }
    }
  }
}

/** What the policy is asked, and how the change is listed where somebody has to be asked. */
function asking(
  { id }: Connection,
  read: LinkSituation,
  { demand }: DemandingPlan,
  change: Change,
  seal: (plain: string, context: string) => string,
) {
  if (!demand) return {};
  const describe = () => {
    const values = plannedValues(change, read.applied);
    return {
      resourceId: read.resourceId,
      linkKind: read.kind,
      change: change.kind,
      generation: read.generation,
      valuesSealed: values ? seal(JSON.stringify(values), activityContext(id)) : null,
    };
  };
  return { asks: { ...demand, describe } };
}

/** Where another invitation has to wait, the one that there is may have been accepted. */
function lookInstead(
  { id: connectionId }: Connection,
  read: LinkSituation,
  stop: Ending,
): Extract<ClaimedPlan, { readonly kind: 'begun' }> | undefined {
  const plan = whileInvited({ connectionId, now: read.now, link: linkOf(read) }, stop);
  if (!plan?.change) return undefined;
  return { kind: 'begun', plan, change: plan.change, gate: undefined, externalId: undefined };
}

/** Whether a create may be sent: all may, or this one is to find out whether all may again. */
async function maySend(links: Links, gate: Gate, { creates }: LinkSituation): Promise<boolean> {
  if (creates === 'halfOpen') return links.takeProbe(gate, capabilityRestMs);
  return creates === 'open';
}

type Taken = Extract<Begun, { readonly kind: 'taken' }>;

function sparedBy({ claims }: Plan, { key, letGo }: Taken): TakenValue | undefined {
  const claim = claims.find((one) => one.key === key);
  // A name is given away, for one that nobody wants, only where that lets a ring move.
  const field = claim?.whenTaken === 'nameTaken' && letGo ? 'name' : claim?.spares;
  return field && { field, key, letGo };
}

function blockedBy({ claims }: Plan, { key }: Taken, { presence }: LinkSituation): Ending {
  return blocked(presence, claims.find((one) => one.key === key)?.whenTaken ?? 'rejected', key);
}

/** A create is known by its presence; a look changes nothing. */
const writesWhatIsThere = ({ kind }: Change): boolean =>
  /^(?:update|delete|disable|enable|add|remove)/.test(kind);

/** A create commits that it has begun, and what is about to be written. */
function creating({ change, becomes }: Plan) {
  const kind = becomes ? { becomes } : {};
  if (change?.kind === 'createAccount') {
    const { fields, departmentIds } = appliedAccount(change.fields);
    return { creating: { externalIds: change.userIds, intended: fields, departmentIds } };
  }
  if (change?.kind === 'createDepartment') {
    const { fields, departmentIds } = appliedDepartment(change.fields);
    const mark = change.sourceIdentifier;
    return { creating: { externalIds: [], mark, intended: fields, departmentIds, ...kind } };
  }
  if (change?.kind === 'createRole') {
    const { fields, departmentIds } = appliedRole(change.fields);
    return { creating: { externalIds: [], intended: fields, departmentIds, ...kind } };
  }
  return {};
}
