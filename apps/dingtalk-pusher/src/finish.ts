import { StoreUnavailable } from '#common';
import type { Lane } from '#common';
import {
  atGate,
  backoffMs,
  blocked,
  emptyKey,
  endingAfter,
  memberKey,
  mayMove,
  presenceKey,
  retry,
} from '#provisioning';
import type { Change, Ending, Plan } from '#provisioning';
import { errorFields } from '#runtime';
import type { ClaimedLink, LinkFinish, LinkSituation } from '#store';
import type { ActivityNotes, Noted } from './activity-notes.js';
import { claimsOf, departmentsOf } from './applied.js';
import { dependantsOf, touchesRoles } from './dependants.js';
import type { DrainScope, Reconciled } from './drain-scope.js';
import { capabilityRestMs, troubleOf } from './trouble.js';

/** After so many lost answers in a row the record is told as blocked: "busy" may be a disguised cap. */
const maxLostAnswers = 5;

/** Looks in a row that a Link may have without coming to an end, before it has to pause. */
const freeAttempts = 5;

/** What a finish says beside the ending. */
export interface More extends Partial<Omit<LinkFinish, 'activity' | 'gained'>> {
  readonly noted?: Noted;
}

/** Finishes a Link with an ending. @returns the lanes that have work now */
export type Write = (ending: Ending, more?: More) => Promise<readonly Lane[]>;

/** Writes how a Link stands after this change, and says so where somebody has to mend something. */
export function finisher(
  scope: DrainScope,
  claimed: ClaimedLink,
  read: LinkSituation,
  plan: Plan,
  notes: ActivityNotes,
): Write {
  const { links, connection, logger } = scope;
  return (ending, { noted, ...more } = {}) => {
    const left = more.applied === undefined ? [] : departmentsOf(read.applied);
    const stays = new Set(more.applied?.departmentIds ?? []);
    const gained = left.filter((id) => !stays.has(id)).map(emptyKey);
    const known = read.resourceId ?? (read.path === null ? null : claimed.id);
    const comes = ending.presence === 'present' && read.presence !== 'present';
    // Nobody waits for a department that is none any more.
    if (known !== null && (comes || plan.becomes === 'role')) gained.push(presenceKey(known));
    if (read.kind === 'account' && known !== null) {
      const before = new Set(departmentsOf(read.applied));
      const entered = [...stays].filter((id) => !before.has(id) || read.presence !== 'present');
      gained.push(...entered.map((id) => memberKey(id, known)));
    }
    const { id, epoch } = claimed;
    const told = { connection: connection.id, link: id };
    // An adoption was committed when it was approved, as a create is before it is sent.
    const from = plan.change && bringsIntoBeing(plan.change) ? 'creating' : read.presence;
    if (!mayMove(from, ending.presence)) {
      logger.error('illegal-presence', { ...told, from, to: ending.presence });
    }
    if (ending.outcome === 'blocked') {
      const { reason } = ending;
      logger.warn('link-blocked', { ...told, reason, code: more.detailCode });
    }
    return links.finish({
      id,
      epoch,
      generation: read.generation,
      // What was learned is known for a while only, and a batch is one of many: both lead on, however long it took.
      ending: more.uncounted ? ending : braked(ending, claimed),
      gained,
      leaving: plan.leaving ?? null,
      outOfScope: plan.outOfScope ?? false,
      ...(plan.faults === undefined ? {} : { faults: plan.faults }),
      ...laneAfter(read, plan),
      ...(plan.becomes ? { becomes: plan.becomes } : {}),
      ...dependantsOf(connection.settings, read, plan, ending),
      touchesRoles: touchesRoles(connection.settings, read, plan, ending),
      ...(plan.adoptionMoved ? { adoption: 'moved' as const } : {}),
      ...(noted ? { activity: notes.activity(noted) } : {}),
      ...more,
    });
  };
}

/** Whoever leaves is worked among the leavers, whose lane no full headcount stops. */
function laneAfter({ kind }: LinkSituation, { leaving }: Plan): { readonly lane?: Lane } {
  if (kind !== 'account') return {};
  return { lane: leaving === undefined ? 'people' : 'leavers' };
}

/** Looking again at once is for a step that leads on. A Link that goes round in circles must not go round fast. */
function braked(ending: Ending, { attempts }: ClaimedLink): Ending {
  if (ending.outcome !== 'retry' || ending.dueInMs !== 0 || attempts <= freeAttempts) return ending;
  return { ...ending, dueInMs: backoffMs(attempts - freeAttempts) };
}

/** What came of a change that failed: the Link's ending, or whose trouble it is. */
export async function fail(
  scope: DrainScope,
  claimed: ClaimedLink,
  read: LinkSituation,
  change: Change,
  error: unknown,
  write: Write,
): Promise<Reconciled> {
  const trouble = troubleOf(error, scope.failures);
  const wasCreate = isCreate(change);
  // A create that was refused has written nothing: the Link is as it was.
  const nothingWritten = wasCreate ? { applied: null } : {};
  if (!trouble) {
    const told = { link: claimed.id, change: change.kind, ...errorFields(error) };
    // A store that was away for a moment may take the finish; if not, the lease runs out and the look begins anew.
    if (error instanceof StoreUnavailable) scope.logger.warn('store-away', told);
    else scope.logger.error('reconcile-failed', told);
    const presence = wasCreate ? 'creating' : read.presence;
    return {
      changed: false,
      woken: await write(retry(presence, backoffMs(claimed.attempts)), {
        detailCode: error instanceof StoreUnavailable ? 'store' : 'bug',
        doubtful: true,
      }),
    };
  }
  switch (trouble.of) {
    case 'lane':
    case 'connection':
    case 'lease':
      return {
        changed: false,
        trouble,
        woken: await write(retry(read.presence, 0), { ...nothingWritten, uncounted: true }),
      };
    case 'gate': {
      const { gate, code } = trouble;
      await scope.links.closeGate(gate, `refused:${code}`, capabilityRestMs);
      scope.logger.warn('gate-closed', { connection: scope.connection.id, gate, code });
      const ending = atGate(gate, read.presence === 'gone' ? 'gone' : 'none');
      const noted = { event: `${change.kind}.refused` as const };
      return {
        changed: false,
        woken: await write(ending, { ...nothingWritten, detailCode: code, noted, keep: [] }),
      };
    }
    case 'link': {
      const { failure, code } = trouble;
      const hopeless = failure.kind === 'answerLost' && claimed.attempts > maxLostAnswers;
      const ending = hopeless
        ? { ...blocked('creating', 'rejected'), presence: read.presence }
        : endingAfter(failure, change, read.presence);
      const noted = { event: `${change.kind}.${failure.kind}` as const };
      const doubtful = failure.kind === 'answerLost';
      return {
        changed: false,
        woken: await write(ending, {
          detailCode: code,
          noted,
          doubtful,
          ...(failure.kind === 'rejected'
            ? { ...nothingWritten, ...keptWhenRejected(scope, read, change) }
            : {}),
        }),
      };
    }
  }
}

/**
 * What is not in DingTalk holds no value there, be it one of an earlier try whose answer was lost; what is there holds
 * what it had before, and nothing of what was refused.
 */
function keptWhenRejected(
  { connection }: DrainScope,
  { kind, presence, applied }: LinkSituation,
  change: Change,
): { readonly keep?: readonly string[] } {
  if (presence === 'invited') return {};
  if (isCreate(change)) return { keep: [] };
  return applied === null
    ? {}
    : { keep: claimsOf(connection.id, kind, { fields: applied, departmentIds: [] }) };
}

/** The unique values a plan holds. */
export const keysOf = (plan: Plan): readonly string[] => plan.claims.map(({ key }) => key);

const bringsIntoBeing = (change: Change) =>
  isCreate(change) || change.kind === 'adoptAccount' || change.kind === 'adoptDepartment';

const isCreate = ({ kind }: Change) =>
  kind === 'createAccount' || kind === 'createDepartment' || kind === 'createRole';
