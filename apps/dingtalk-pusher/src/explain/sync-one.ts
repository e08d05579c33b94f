import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject, Lane, LinkId } from '#common';
import type { ObservedCall } from '#dingtalk';
import type { Bells } from '#queue';
import type { Logger } from '#runtime';
import type { ClaimedOne, Connection, Links, Store } from '#store';
import type { Clients } from '../clients.js';
import type { DrainScope, Reconciled, Witnessed } from '../drain-scope.js';
import { reconcile } from '../reconcile.js';
import { restAfter } from '../rest-after.js';
import { roundOf } from './explain.js';
import { toldStanding, traceOf } from './trace.js';

/** Steps of one Link that follow each other at once: found and then updated, blocked once and then made without. */
const mostRounds = 5;
/** As long as somebody waits for it. */
const patienceMs = 15_000;
const lookEveryMs = 200;

/** Why a Link could not be worked now. */
type Stopped = 'quarantined' | 'laneRests' | 'busy';

/** What it takes to reconcile one Link on demand. */
export interface OnDemand {
  readonly store: Store;
  readonly clients: Clients;
  readonly bells: Bells;
  readonly logger: Logger;
}

/**
 * Takes one person or department through read, map, match, plan and apply, now, whether it is due or not; by the
 * same rules, pace and policy as any other time.
 *
 * @returns undefined when there is no such Link
 */
export async function syncOne(
  tools: OnDemand,
  connection: Connection,
  linkId: LinkId,
): Promise<JsonObject | undefined> {
  const { links } = tools.store.of(connection.id);
  if (!(await links.standing(linkId))) return undefined;
  const until = performance.now() + patienceMs;
  const rounds: JsonObject[] = [];
  let kind: JsonObject['kind'] = null;
  let stopped: Stopped | null = null;
  for (let again = true; again && rounds.length < mostRounds && performance.now() < until;) {
    const claimed = await claim(tools, connection, links, linkId, until);
    if (typeof claimed === 'string') {
      stopped = claimed;
      break;
    }
    kind = claimed.kind;
    rounds.push(await oneRound(tools, connection, links, claimed));
    const standing = await links.standing(linkId);
    again = standing?.due === true && standing.outcome === 'retry';
  }
  return { kind, rounds, stopped, ended: toldStanding(await links.standing(linkId)) };
}

/** Claims it; whoever is just working on it is waited for. */
async function claim(
  { store }: OnDemand,
  { id }: Connection,
  links: Links,
  linkId: LinkId,
  until: number,
): Promise<ClaimedOne | Stopped> {
  for (;;) {
    const claimed = await links.claimOne(linkId);
    if (claimed) return claimed;
    if ((await store.connections.find(id))?.state !== 'active') return 'quarantined';
    if ((await links.standing(linkId))?.laneGoes === false) return 'laneRests';
    if (performance.now() > until) return 'busy';
    await sleep(lookEveryMs);
  }
}

async function oneRound(
  tools: OnDemand,
  connection: Connection,
  links: Links,
  claimed: ClaimedOne,
): Promise<JsonObject> {
  const claimedAt = performance.now();
  const calls: ObservedCall[] = [];
  let seen: Witnessed | undefined;
  const scope = await scopeOf(
    tools,
    connection,
    links,
    claimed.lane,
    calls,
    (witnessed) => (seen = witnessed),
  );
  const done = await reconcile(scope, claimed, claimedAt);
  if (done.trouble) await restAfter(tools, connection, claimed.lane, done.trouble);
  for (const lane of done.woken) tools.bells.drain(connection.id, lane);
  // Somebody else had taken it over.
  if (!seen) return { read: null, map: [], match: null, plan: null, apply: toldApply('lost', done, calls) };
  const { read, begun } = seen;
  const holders = await links.holdersOf(begun.plan.claims.map(({ key }) => key));
  const trace = traceOf(seen.connection, read, begun.plan, claimed.id, holders);
  return { ...roundOf(trace), apply: toldApply(begun.kind, done, calls) };
}

async function scopeOf(
  { store, clients, logger }: OnDemand,
  connection: Connection,
  links: Links,
  lane: Lane,
  calls: ObservedCall[],
  witness: (seen: Witnessed) => void,
): Promise<DrainScope> {
  return {
    connection,
    reread: async () => (await store.connections.find(connection.id)) ?? connection,
    links,
    clientFor: (observe) =>
      clients.of(connection, lane, (call) => {
        calls.push(call);
        observe(call);
      }),
    seal: (plain, context) => store.sealer.seal(plain, context),
    failures: await links.laneFailures(lane),
    logger,
    witness,
  };
}

function toldApply(
  began: string,
  { changed, trouble }: Reconciled,
  calls: readonly ObservedCall[],
): JsonObject {
  return {
    began,
    changed,
    trouble: trouble?.of ?? null,
    calls: calls.map(({ api, code, ms, requestId }) => ({ api, code, ms, requestId: requestId ?? null })),
  };
}
