import type { Json, JsonObject, LinkId } from '#common';
import { groupsNamedIn } from '#provisioning';
import type { Connection, Links } from '#store';
import { planOf } from '../situations.js';
import { toldStanding, traceOf } from './trace.js';
import type { Trace } from './trace.js';

/**
 * Takes one person or department through read, map, match and plan, and applies nothing: neither DingTalk nor the
 * store is written.
 *
 * @returns undefined when there is no such Link
 */
export async function explain(
  connection: Connection,
  links: Links,
  linkId: LinkId,
): Promise<JsonObject | undefined> {
  const read = await links.situation(linkId, groupsNamedIn(connection.settings.scope));
  if (!read) return undefined;
  const plan = planOf(connection, read, linkId);
  const holders = await links.holdersOf(plan.claims.map(({ key }) => key));
  const trace = traceOf(connection, read, plan, linkId, holders);
  return {
    kind: read.kind,
    rounds: [{ ...roundOf(trace), apply: null }],
    stopped: null,
    ended: toldStanding(await links.standing(linkId)),
  };
}

/** A trace as JSON. */
export const roundOf = ({ read, map, match, plan }: Trace): Readonly<Record<string, Json>> => ({
  read,
  map: [...map],
  match,
  plan,
});
