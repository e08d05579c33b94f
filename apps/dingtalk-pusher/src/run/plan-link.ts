import { askedPaths, isSame, projectedAccount, projectedGroup } from '#provisioning';
import type { Counted, DemandingPlan } from '#provisioning';
import { activityContext } from '#store';
import type { Connection, LinkSituation, NewItem } from '#store';
import { planOf } from '../situations.js';
import { isAsked, pathsOf } from '../link-paths.js';
import { plannedValues } from '../planned-values.js';

/** What planning one Link of a run came to. */
export interface PlannedLink {
  readonly counted: Counted;
  /** Its change, for the list. */
  readonly item?: NewItem;
  /** It stood on another list for something that is desired no more. */
  readonly moved: boolean;
  /** Nothing would be written, and yet it is not as it should be. */
  readonly look: boolean;
}

type Seal = (plain: string, context: string) => string;

/**
 * Plans one Link of a run: as if what others wait for were there already.
 *
 * @param preview whether nobody means to carry it out: then lists that it stands on do not matter
 */
export function planLink(
  connection: Connection,
  read: LinkSituation,
  preview: boolean,
  seal: Seal,
): PlannedLink {
  const plan = projectedPlan(connection, read);
  const { change, demand } = plan;
  const { kind, presence, listed } = read;
  const isThere = presence !== 'none' && presence !== 'gone';
  if (!change || !demand) {
    const idle = change === undefined;
    return {
      counted: { kind, there: isThere },
      moved: !preview && listed !== null && idle,
      look: !preview && !(isSettled(read, plan) && isAsked(pathsOf(connection, read), read)),
    };
  }
  const counted: Counted = { kind, there: true, change: { kind: demand.kind, units: demand.units, change } };
  // What somebody has been asked already is not asked twice.
  const asked = listed !== null && isSame(listed, demand);
  if (asked && !preview) return { counted: { kind, there: true }, moved: false, look: false };
  const values = plannedValues(change, read.applied);
  return {
    counted,
    item: {
      linkId: read.id,
      resourceId: read.resourceId,
      linkKind: kind,
      kind: demand.kind,
      change: change.kind,
      fingerprint: demand.fingerprint,
      generation: read.generation,
      replanned: !preview && listed !== null,
      valuesSealed: values ? seal(JSON.stringify(values), activityContext(connection.id)) : null,
    },
    moved: !preview && listed !== null,
    look: false,
  };
}

/** Whether a look would find what the last one found. */
function isSettled(read: LinkSituation, { change, ending, outOfScope, faults }: DemandingPlan): boolean {
  if (change || read.changed || ending.outcome !== 'converged' || read.outcome !== 'converged') return false;
  if ((ending.reason ?? null) !== read.reason || (outOfScope ?? false) !== read.outOfScope) return false;
  return faults === undefined || JSON.stringify(faults) === JSON.stringify(read.faults);
}

/** Plans a Link as if what others wait for were there already. */
export function projectedPlan(connection: Connection, read: LinkSituation): DemandingPlan {
  const asked = askedPaths(connection.settings, {
    kind: read.kind,
    ...(read.body === null || connection.closing ? {} : { body: read.body }),
    ...(read.path === null || read.resourceId !== null
      ? {}
      : { path: { segments: read.path, wanted: read.pathWanted } }),
  });
  return planOf(connection, read, read.id, [], {
    account: (situation) => projectedAccount(situation, asked),
    group: (situation) => projectedGroup(situation, asked),
  });
}
