import { groupsNamedIn } from '#provisioning';
import { leaseMs } from '#store';
import type { ClaimedLink, Connection, LinkSituation } from '#store';
import { ActivityNotes } from './activity-notes.js';
import { apply } from './apply.js';
import { claim } from './claim.js';
import type { DrainScope, Reconciled } from './drain-scope.js';
import { fail, finisher, keysOf, settle } from './finish.js';
import { leaseGuard } from './lease.js';

/** Brings one claimed Link to what is desired: read, plan, claim, apply, finish. */
export async function reconcile(
  scope: DrainScope,
  claimed: ClaimedLink,
  claimedAt: number,
): Promise<Reconciled> {
  const { links } = scope;
  const seen = await situationOf(scope, claimed);
  if (!seen) return { changed: false, woken: [] };
  const { read, connection } = seen;
  const begun = await claim(connection, links, claimed, read);
  if (begun.kind === 'lost') return { changed: false, woken: [] };
  const { plan } = begun;
  const notes = new ActivityNotes(scope, read.changed ? read.askedBy : 'engine');
  const write = finisher(scope, claimed, read, plan, notes);
  switch (begun.kind) {
    case 'done':
      return { changed: false, woken: await write(plan.ending, { keep: keysOf(plan) }) };
    case 'atGate':
      return { changed: false, woken: await write(begun.ending, { keep: [] }) };
    case 'blocked':
      return { changed: false, woken: await write(begun.ending) };
    case 'begun':
  }
  const { change, gate, externalId } = begun;
  try {
    const tools = {
      client: scope.clientFor(notes.observe),
      administrators: links,
      region: connection.settings.region,
      mayCall: leaseGuard(claimedAt, leaseMs),
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

/**
 * What a plan is made from, with the settings of the moment of reading. They may have been saved since the drain
 * began, and may name other Groups: then it is read anew.
 */
async function situationOf(
  { connection, links, reread }: DrainScope,
  { id }: ClaimedLink,
): Promise<{ readonly read: LinkSituation; readonly connection: Connection } | undefined> {
  const read = await links.situation(id, groupsNamedIn(connection.settings.scope));
  if (read === undefined || read.settingsVersion === connection.settingsVersion) {
    return read && { read, connection };
  }
  const current = await reread();
  const again = await links.situation(id, groupsNamedIn(current.settings.scope));
  return again && { read: again, connection: current };
}
