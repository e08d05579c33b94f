import { leaseMs } from '#store';
import type { ClaimedLink, Connection, LinkSituation } from '#store';
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
  const { links, client } = scope;
  const read = await links.situation(claimed.id);
  if (!read) return { changed: false, woken: [] };
  const connection = await connectionAsOf(scope, read);
  const begun = await claim(connection, links, claimed, read);
  if (begun.kind === 'lost') return { changed: false, woken: [] };
  const { plan } = begun;
  const write = finisher(scope, claimed, read, plan);
  if (begun.kind === 'done') {
    return { changed: false, woken: await write(plan.ending, { keep: keysOf(plan) }) };
  }
  if (begun.kind === 'blocked') return { changed: false, woken: await write(begun.ending) };
  const { change, externalId } = begun;
  try {
    const guard = leaseGuard(claimedAt, leaseMs);
    const result = await apply(client, change, externalId, connection.settings.region, guard);
    return { changed: true, woken: await settle(scope, write, plan, change, read.presence, result) };
  } catch (error) {
    return fail(scope, claimed, read, change, error, write);
  }
}

/** The connection with the settings of the moment of reading: they may have been saved since the drain began. */
async function connectionAsOf(scope: DrainScope, { settingsVersion }: LinkSituation): Promise<Connection> {
  const { connection } = scope;
  return connection.settingsVersion === settingsVersion ? connection : scope.reread();
}
