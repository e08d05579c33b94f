import type { LeaveCause, LeaverPolicy } from '../leaver-settings.js';
import type { RestReason } from '../link.js';
import { isInScope } from '../scope.js';
import { isActive } from '../mapping/account.js';
import type { AccountFields, Claim, Plan } from './change.js';
import { accountDifference } from './difference.js';
import { blocked, converged, inGrace, retry } from './ending.js';
import type { AccountSituation, LinkView } from './situation.js';
import { titlesWithin } from './titles.js';

/** Why a person is not to be in DingTalk; undefined: he is. */
export function leaveCauseOf({
  person,
  scopeGroups = [],
  settings,
}: Pick<AccountSituation, 'person' | 'scopeGroups' | 'settings'>): LeaveCause | undefined {
  if (!person) return 'deleted';
  if (!isActive(person)) return 'deactivated';
  return isInScope('User', person, scopeGroups, settings.scope) ? undefined : 'outOfScope';
}

/** How much of the grace period is left, in milliseconds; it runs from the moment this cause began. */
export function graceLeftMs(
  { leaving }: LinkView,
  cause: LeaveCause,
  graceSeconds: number,
  now: Date,
): number {
  const since = leaving?.cause === cause ? leaving.since : now;
  return since.getTime() + graceSeconds * 1000 - now.getTime();
}

/** An account as far as a leaver's plan needs it. */
interface Leaver {
  readonly userId: string;
  readonly applied: AccountFields;
  readonly held: readonly Claim[];
}

/** What becomes of a leaver: nothing until the grace period is over, then what the policy of the cause says. */
export function planLeaver(
  situation: AccountSituation,
  cause: LeaveCause,
  applied: AccountFields | undefined,
  held: readonly Claim[],
): Plan {
  const { link, settings, now } = situation;
  const { presence, externalId } = link;
  const { action, graceSeconds } = settings.leavers[cause];
  if (presence === 'none' || presence === 'gone' || externalId === undefined || !applied) {
    if (cause === 'outOfScope') return { ending: converged(presence, 'outOfScope'), claims: [] };
    return { ending: converged('gone'), claims: [] };
  }
  const leftMs = graceLeftMs(link, cause, graceSeconds, now);
  if (leftMs > 0) return { ending: inGrace(presence, leftMs), claims: held };
  const leaver: Leaver = { userId: externalId, applied, held };
  if (presence === 'invited' && action !== 'delete') {
    // There is an account to keep only if the person has accepted meanwhile.
    const change = {
      kind: 'findInvited',
      userId: externalId,
      fields: applied,
      whenAbsent: 'forget',
    } as const;
    return { change, ending: converged('present'), claims: held };
  }
  if (action === 'nothing') return { ending: converged(presence, 'kept'), claims: held };
  const plan = carriedOut(situation, cause, action, leaver);
  const acts = plan.change !== undefined && plan.change.kind !== 'findAccount';
  return (acts ? guardAdministrator(situation, held) : undefined) ?? plan;
}

function carriedOut(
  situation: AccountSituation,
  cause: LeaveCause,
  action: Exclude<LeaverPolicy['action'], 'nothing'>,
  leaver: Leaver,
): Plan {
  switch (action) {
    case 'delete':
      return deletion(cause, leaver);
    case 'holding':
      return toHolding(situation, leaver);
    case 'remove':
      return outOfOurs(situation, cause, leaver);
    case 'disable':
      return disabled(situation.link, leaver);
  }
}

/**
 * Who administers the organisation is never removed from it. Who may do so is looked up, never guessed.
 *
 * @returns undefined where the account is known to be an ordinary one
 */
export function guardAdministrator(
  { link, administrator }: AccountSituation,
  held: readonly Claim[],
): Plan | undefined {
  const { presence } = link;
  // Nobody administers anything before he has accepted.
  if (presence === 'invited' || administrator === false) return undefined;
  if (administrator) return { ending: blocked(presence, 'isAdministrator'), claims: held };
  return { change: { kind: 'readAdministrators' }, ending: retry(presence, 0), claims: held };
}

/** What a leaver held is free for others once DingTalk has let go of him. */
function deletion(cause: LeaveCause, { userId }: Leaver): Plan {
  const ending = cause === 'outOfScope' ? converged('gone', 'outOfScope') : converged('gone');
  return { change: { kind: 'deleteAccount', userId }, ending, claims: [] };
}

function toHolding({ link, settings }: AccountSituation, leaver: Leaver): Plan {
  const { holdingDepartmentId } = settings;
  // Saved settings have one; without it nobody can be put there.
  if (holdingDepartmentId === undefined) {
    return { ending: blocked(link.presence, 'noDepartment'), claims: leaver.held };
  }
  return moved(link, leaver, [holdingDepartmentId], 'holding');
}

/** Departments that are not ours are kept; which there are is looked up once, after the grace period. */
function outOfOurs(situation: AccountSituation, cause: LeaveCause, leaver: Leaver): Plan {
  const { link, settings } = situation;
  const { userId, applied, held } = leaver;
  const { leaving, observedAt } = link;
  const looked = leaving?.cause === cause && observedAt !== undefined && observedAt >= leaving.since;
  if (!looked) {
    const change = { kind: 'findAccount', userId, fields: applied } as const;
    return { change, ending: converged('present'), claims: held };
  }
  const left = link.foreignDepartmentIds ?? [];
  if (left.length > 0) return moved(link, leaver, left, 'removed');
  if (settings.holdingDepartmentId !== undefined) return toHolding(situation, leaver);
  return { ending: blocked(link.presence, 'lastDepartment'), claims: held };
}

/** Into these departments and no others, wherever the account was last seen. */
function moved(
  { foreignDepartmentIds = [] }: LinkView,
  { userId, applied, held }: Leaver,
  departmentIds: readonly number[],
  why: RestReason,
): Plan {
  const { departmentTitles: titles } = applied;
  const seenIn = [...new Set([...applied.departmentIds, ...foreignDepartmentIds])].sort((a, b) => a - b);
  const there = {
    ...applied,
    departmentIds,
    ...(titles ? { departmentTitles: titlesWithin(titles, departmentIds) } : {}),
  };
  const before = { ...applied, departmentIds: seenIn };
  const change = accountDifference(userId, before, there, { keepForeign: false });
  return { ...(change ? { change } : {}), ending: converged('leaving', why), claims: held };
}

function disabled(link: LinkView, { userId, held }: Leaver): Plan {
  const ending = converged('leaving', 'disabled');
  if (link.disabled) return { ending, claims: held };
  return { change: { kind: 'disableAccount', userId }, ending, claims: held };
}
