import type { Lane } from '#common';
import type { DingTalkClient } from '#dingtalk';
import {
  backoffMs,
  blocked,
  emptyKey,
  endingAfter,
  endingWhenAbsent,
  presenceKey,
  retry,
} from '#provisioning';
import type { Change, Ending, Plan, Presence } from '#provisioning';
import { errorFields } from '#runtime';
import type { Logger } from '#runtime';
import { leaseMs } from '#store';
import type { ClaimedLink, Connection, LinkFinish, Links, LinkSituation } from '#store';
import { appliedAccount, appliedDepartment, departmentsOf } from './applied.js';
import { apply } from './apply.js';
import type { Result } from './result.js';
import { leaseGuard } from './lease.js';
import { planOf } from './situations.js';
import { troubleOf } from './trouble.js';
import type { Trouble } from './trouble.js';

/** After so many lost answers in a row the record is told as blocked: "busy" may be a disguised cap. */
const maxLostAnswers = 5;

/** What is the same for all Links of one drain. */
export interface DrainScope {
  readonly connection: Connection;
  readonly links: Links;
  readonly client: DingTalkClient;
  /** How often in a row the lane has failed. */
  readonly failures: number;
  readonly logger: Logger;
}

/** How one Link went: what it was about, who can go on now, and whose trouble stopped it. */
export interface Reconciled {
  readonly changed: boolean;
  readonly woken: readonly Lane[];
  readonly trouble?: Exclude<Trouble, { readonly of: 'link' }>;
}

/** Brings one claimed Link to what is desired: read, plan, claim, apply, finish. */
export async function reconcile(
  scope: DrainScope,
  claimed: ClaimedLink,
  claimedAt: number,
): Promise<Reconciled> {
  const { connection, links, client } = scope;
  const read = await links.situation(claimed.id);
  if (!read) return { changed: false, woken: [] };
  const plan = planOf(connection, read, claimed.id);
  const write = finisher(scope, claimed, read);
  if (!plan.change) return { changed: false, woken: await write(plan.ending, { keep: keysOf(plan) }) };

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
    const guard = leaseGuard(claimedAt, leaseMs);
    const result = await apply(client, plan.change, begun.externalId, connection.settings.region, guard);
    return { changed: true, woken: await settle(write, plan, plan.change, read.presence, result) };
  } catch (error) {
    return fail(scope, claimed, read, plan.change, error, write);
  }
}

const keysOf = (plan: Plan) => plan.claims.map(({ key }) => key);

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

type Write = (ending: Ending, more?: Partial<LinkFinish>) => Promise<readonly Lane[]>;

function finisher(scope: DrainScope, claimed: ClaimedLink, read: LinkSituation): Write {
  const { links, connection, logger } = scope;
  return (ending, more = {}) => {
    const left = more.applied === undefined ? [] : departmentsOf(read.applied);
    const stays = new Set(more.applied?.departmentIds ?? []);
    const gained = left.filter((id) => !stays.has(id)).map(emptyKey);
    if (ending.presence === 'present' && read.presence !== 'present' && read.resourceId !== null) {
      gained.push(presenceKey(read.resourceId));
    }
    const { id, epoch } = claimed;
    if (ending.outcome === 'blocked') {
      const { reason } = ending;
      logger.warn('link-blocked', { connection: connection.id, link: id, reason, code: more.detailCode });
    }
    return links.finish({ id, epoch, generation: read.generation, ending, gained, ...more });
  };
}

async function settle(
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
        activity: { event, fields: [] },
      });
    case 'absent': {
      const ending = endingWhenAbsent(change, before);
      return write(ending, ending.outcome === 'waiting' ? {} : { applied: null });
    }
  }
}

async function fail(
  scope: DrainScope,
  claimed: ClaimedLink,
  read: LinkSituation,
  change: Change,
  error: unknown,
  write: Write,
): Promise<Reconciled> {
  const trouble = troubleOf(error, scope.failures);
  const wasCreate = change.kind === 'createAccount' || change.kind === 'createDepartment';
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
