import type { Lane } from '#common';
import {
  accountClaims,
  backoffMs,
  blocked,
  departmentClaims,
  emptyKey,
  endingAfter,
  endingWhenAbsent,
  mayMove,
  presenceKey,
  readAppliedAccount,
  readAppliedDepartment,
  retry,
} from '#provisioning';
import type { Change, Ending, Plan, Presence } from '#provisioning';
import { errorFields } from '#runtime';
import type { ClaimedLink, LinkFinish, LinkSituation } from '#store';
import { departmentsOf } from './applied.js';
import type { AppliedState } from './applied.js';
import type { DrainScope, Reconciled } from './drain-scope.js';
import type { Result } from './result.js';
import { troubleOf } from './trouble.js';

/** After so many lost answers in a row the record is told as blocked: "busy" may be a disguised cap. */
const maxLostAnswers = 5;

/** Looks in a row that a Link may have without coming to an end, before it has to pause. */
const freeAttempts = 5;

/** Finishes a Link with an ending. @returns the lanes that have work now */
export type Write = (ending: Ending, more?: Partial<LinkFinish>) => Promise<readonly Lane[]>;

/** Writes how a Link stands after this change, and says so where somebody has to mend something. */
export function finisher(
  scope: DrainScope,
  claimed: ClaimedLink,
  read: LinkSituation,
  { change, faults }: Pick<Plan, 'change' | 'faults'>,
): Write {
  const { links, connection, logger } = scope;
  return (ending, more = {}) => {
    const left = more.applied === undefined ? [] : departmentsOf(read.applied);
    const stays = new Set(more.applied?.departmentIds ?? []);
    const gained = left.filter((id) => !stays.has(id)).map(emptyKey);
    if (ending.presence === 'present' && read.presence !== 'present' && read.resourceId !== null) {
      gained.push(presenceKey(read.resourceId));
    }
    const { id, epoch } = claimed;
    const told = { connection: connection.id, link: id };
    const from = change && isCreate(change) ? 'creating' : read.presence;
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
      ending: braked(ending, claimed),
      gained,
      ...(faults === undefined ? {} : { faults }),
      ...more,
    });
  };
}

/** Looking again at once is for a step that leads on. A Link that goes round in circles must not go round fast. */
function braked(ending: Ending, { attempts }: ClaimedLink): Ending {
  if (ending.outcome !== 'retry' || ending.dueInMs !== 0 || attempts <= freeAttempts) return ending;
  return { ...ending, dueInMs: backoffMs(attempts - freeAttempts) };
}

/** What came of a change that was not refused. */
export async function settle(
  { connection }: DrainScope,
  write: Write,
  plan: Plan,
  change: Change,
  before: Presence,
  result: Result,
): Promise<readonly Lane[]> {
  const event = change.kind;
  switch (result.kind) {
    case 'done': {
      const { externalId, applied, fields } = result;
      const activity = { event, fields };
      return write(plan.ending, {
        applied,
        activity,
        keep: keysOf(plan),
        ...(externalId ? { externalId } : {}),
      });
    }
    case 'found':
      // What is there may differ from what is desired: look again at once.
      return write(retry('present', 0), {
        applied: result.applied,
        externalId: result.externalId,
        // Nobody else may be promised what this one turns out to have.
        hold: claimsOf(connection.id, change, result.applied),
        activity: { event, fields: [] },
      });
    case 'absent': {
      const ending = endingWhenAbsent(change, before);
      return write(ending, ending.outcome === 'waiting' ? {} : { applied: null });
    }
  }
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
    scope.logger.error('reconcile-failed', { link: claimed.id, change: change.kind, ...errorFields(error) });
    const presence = wasCreate ? 'creating' : read.presence;
    return {
      changed: false,
      woken: await write(retry(presence, backoffMs(claimed.attempts)), { detailCode: 'bug' }),
    };
  }
  if (trouble.of !== 'link') {
    return {
      changed: false,
      trouble,
      woken: await write(retry(read.presence, 0), { ...nothingWritten, uncounted: true }),
    };
  }
  const { failure, code } = trouble;
  const hopeless = failure.kind === 'answerLost' && claimed.attempts > maxLostAnswers;
  const ending = hopeless
    ? { ...blocked('creating', 'rejected'), presence: read.presence }
    : endingAfter(failure, change, read.presence);
  const kept = failure.kind === 'rejected' ? nothingWritten : {};
  const activity = { event: `${change.kind}.${failure.kind}`, fields: [] };
  return { changed: false, woken: await write(ending, { detailCode: code, activity, ...kept }) };
}

function claimsOf(connectionId: string, { kind }: Change, { fields }: AppliedState): readonly string[] {
  const claims =
    kind === 'createAccount' || kind === 'findAccount'
      ? accountClaims(connectionId, readAppliedAccount(fields))
      : departmentClaims(connectionId, readAppliedDepartment(fields));
  return claims.map(({ key }) => key);
}

/** The unique values a plan holds. */
export const keysOf = (plan: Plan): readonly string[] => plan.claims.map(({ key }) => key);

const isCreate = ({ kind }: Change) => kind === 'createAccount' || kind === 'createDepartment';
