import { blocked, retry } from '#provisioning';
import type { Change } from '#provisioning';
import { leaseMs } from '#store';
import type { ClaimedLink, LinkSituation } from '#store';
import { appliedAccount, appliedDepartment } from './applied.js';
import { apply } from './apply.js';
import type { DrainScope, Reconciled } from './drain-scope.js';
import { fail, finisher, keysOf, settle } from './finish.js';
import { leaseGuard } from './lease.js';
import { readWithPaths } from './paths.js';
import { planOf } from './situations.js';

/** Brings one claimed Link to what is desired: read, plan, claim, apply, finish. */
export async function reconcile(
  scope: DrainScope,
  claimed: ClaimedLink,
  claimedAt: number,
): Promise<Reconciled> {
  const readable = await readWithPaths(scope, claimed);
  if (!readable) return { changed: false, woken: [] };
  const { read, woken } = readable;
  const done = await carryOut(scope, claimed, claimedAt, read);
  return { ...done, woken: [...woken, ...done.woken] };
}

async function carryOut(
  scope: DrainScope,
  claimed: ClaimedLink,
  claimedAt: number,
  read: LinkSituation,
): Promise<Reconciled> {
  const { connection, links } = scope;
  const plan = planOf(connection, read, claimed.id);
  const write = finisher(scope, claimed, read, plan.change);
  if (!plan.change) return { changed: false, woken: await write(plan.ending, { keep: keysOf(plan) }) };

  const begun = await links.begin({
    id: claimed.id,
    epoch: claimed.epoch,
    keys: keysOf(plan),
    leavingPath: plan.change.kind === 'deleteDepartment' && read.pathKey !== null,
    ...creating(plan.change),
  });
  if (begun.kind === 'lost') return { changed: false, woken: [] };
  if (begun.kind === 'moved') return { changed: false, woken: await write(retry(read.presence, 0)) };
  if (begun.kind === 'taken') {
    const taken = plan.claims.find(({ key }) => key === begun.key);
    const ending = blocked(read.presence, taken?.whenTaken ?? 'rejected', begun.key);
    return { changed: false, woken: await write(ending) };
  }
  try {
    const guard = leaseGuard(claimedAt, leaseMs);
    const result = await apply(scope, plan.change, begun.externalId, guard);
    return { changed: true, woken: await settle(write, plan, plan.change, read.presence, result) };
  } catch (error) {
    return fail(scope, claimed, read, plan.change, error, write);
  }
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
