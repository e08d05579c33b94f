import { atGate, blocked, gateOf, groupsNamedIn } from '#provisioning';
import type { Change, Gate } from '#provisioning';
import { leaseMs } from '#store';
import type { ClaimedLink, Links, LinkSituation } from '#store';
import { ActivityNotes } from './activity-notes.js';
import { appliedAccount, appliedDepartment } from './applied.js';
import { apply } from './apply.js';
import type { DrainScope, Reconciled } from './drain-scope.js';
import { fail, finisher, keysOf, settle } from './finish.js';
import { leaseGuard } from './lease.js';
import { planOf } from './situations.js';
import { capabilityRestMs } from './trouble.js';

/** Brings one claimed Link to what is desired: read, plan, claim, apply, finish. */
export async function reconcile(
  scope: DrainScope,
  claimed: ClaimedLink,
  claimedAt: number,
): Promise<Reconciled> {
  const { connection, links } = scope;
  const read = await links.situation(claimed.id, groupsNamedIn(connection.settings.scope));
  if (!read) return { changed: false, woken: [] };
  const plan = planOf(connection, read, claimed.id);
  const notes = new ActivityNotes(scope, read.changed ? read.askedBy : 'engine');
  const write = finisher(scope, claimed, read, plan, notes);
  if (!plan.change) return { changed: false, woken: await write(plan.ending, { keep: keysOf(plan) }) };

  const gate = gateOf(plan.change);
  if (gate && !(await maySend(links, gate, read))) {
    const presence = read.presence === 'gone' ? 'gone' : 'none';
    return { changed: false, woken: await write(atGate(gate, presence), { keep: [] }) };
  }
  const begun = await links.begin({
    id: claimed.id,
    epoch: claimed.epoch,
    keys: keysOf(plan),
    ...creating(plan.change),
  });
  if (begun.kind === 'lost') return { changed: false, woken: [] };
  if (begun.kind === 'taken') {
    const taken = plan.claims.find(({ key }) => key === begun.key);
    const ending = blocked(read.presence, taken?.whenTaken ?? 'rejected', begun.key);
    return { changed: false, woken: await write(ending) };
  }
  try {
    const tools = {
      client: scope.clientFor(notes.observe),
      administrators: links,
      region: connection.settings.region,
      mayCall: leaseGuard(claimedAt, leaseMs),
    };
    const result = await apply(tools, plan.change, begun.externalId);
    // One got through: all others may.
    const woken = gate && read.creates !== 'open' ? await links.openGate(gate) : [];
    const settled = await settle({ links, write, plan, change: plan.change, read, result });
    return { changed: true, woken: [...woken, ...settled] };
  } catch (error) {
    return fail(scope, claimed, read, plan.change, error, write);
  }
}

/** Whether a create may be sent: all may, or this one is to find out whether all may again. */
async function maySend(links: Links, gate: Gate, { creates }: LinkSituation): Promise<boolean> {
  if (creates === 'halfOpen') return links.takeProbe(gate, capabilityRestMs);
  return creates === 'open';
}

/** A create commits that it has begun, and what is about to be written. */
function creating(change: Change) {
  if (change.kind === 'createAccount') {
    const { fields, departmentIds } = appliedAccount(change.fields);
    return { creating: { externalIds: change.userIds, intended: fields, departmentIds } };
  }
  if (change.kind === 'createDepartment') {
    const { fields, departmentIds } = appliedDepartment(change.fields);
    return { creating: { externalIds: [], intended: fields, departmentIds } };
  }
  return {};
}
