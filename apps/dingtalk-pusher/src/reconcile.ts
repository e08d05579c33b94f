import { readAppliedAccount, retry } from '#provisioning';
import { leaseMs } from '#store';
import type { ClaimedLink, LinkSituation } from '#store';
import { ActivityNotes } from './activity-notes.js';
import { apply } from './apply.js';
import { claim } from './claim.js';
import { closing } from './closing.js';
import type { DrainScope, Reconciled } from './drain-scope.js';
import { fail, finisher, keysOf } from './finish.js';
import { leaseGuard } from './lease.js';
import { ownDepartments } from './own-departments.js';
import { readLink } from './read-link.js';
import type { LinkRead } from './read-link.js';
import { settle } from './settle.js';

/** Brings one claimed Link to what is desired: read, plan, claim, apply, finish. */
export async function reconcile(
  scope: DrainScope,
  claimed: ClaimedLink,
  claimedAt: number,
): Promise<Reconciled> {
  const seen = await readLink(scope, claimed);
  if (!seen) return { changed: false, woken: [] };
  const done = await carryOut(scope, claimed, claimedAt, seen);
  return { ...done, woken: [...seen.woken, ...done.woken] };
}

async function carryOut(
  scope: DrainScope,
  claimed: ClaimedLink,
  claimedAt: number,
  { read, connection }: LinkRead,
): Promise<Reconciled> {
  const { links } = scope;
  const begun = await claim(connection, links, claimed, read, scope.seal);
  if (begun.kind === 'lost') return { changed: false, woken: [] };
  scope.witness?.({ read, connection, begun });
  const { plan } = begun;
  const notes = new ActivityNotes(scope, read.changed ? read.askedBy : 'engine');
  const write = finisher(scope, claimed, read, plan, notes);
  switch (begun.kind) {
    case 'done':
      return {
        changed: false,
        woken: await write(plan.ending, { keep: keysOf(plan), ...closing(read, plan.ending) }),
      };
    case 'atGate':
      return { changed: false, woken: await write(begun.ending, { keep: [] }) };
    case 'held': {
      const noted = begun.fresh ? { noted: { event: `${begun.change.kind}.held` as const } } : {};
      const woken = await write(begun.ending, { ...noted, ...(isThere(read) ? {} : { keep: [] }) });
      return { changed: false, woken };
    }
    case 'moved':
      return { changed: false, woken: await write(retry(read.presence, 0)) };
    case 'blocked':
      // What is not in DingTalk holds no value there, whatever it held before.
      return { changed: false, woken: await write(begun.ending, isThere(read) ? {} : { keep: [] }) };
    case 'begun':
  }
  const { change, gate, externalId } = begun;
  try {
    const tools = {
      client: scope.clientFor(notes.observe),
      administrators: links,
      roleGroups: links.roleGroups,
      isOurs: (ids: readonly number[]) => ownDepartments(links, connection.settings, ids, writtenInto(read)),
      settings: connection.settings,
      mayCall: leaseGuard(claimedAt, leaseMs, scope.clock),
    };
    const result = await apply(tools, change, externalId);
    // One got through: all others may.
    const woken = gate && read.creates !== 'open' ? await links.openGate(gate) : [];
    const settled = await settle({ connectionId: connection.id, links, write, plan, change, read, result });
    return { changed: true, woken: [...woken, ...settled] };
  } catch (error) {
    return fail(scope, claimed, read, change, error, write);
  }
}

/** The departments that an account was put into, or is just being put into. */
const writtenInto = ({ kind, applied }: LinkSituation): readonly number[] =>
  kind === 'account' && applied ? readAppliedAccount(applied).departmentIds : [];

const isThere = ({ presence }: LinkSituation) => presence !== 'none' && presence !== 'gone';
