import { presenceKey, userIdCandidates } from '../identity.js';
import { mapPerson } from '../mapping/account.js';
import type { MappedPerson } from '../mapping/account.js';
import { onceApplied, planUpdate } from './account-update.js';
import type { AccountFields, Claim, Plan } from './change.js';
import { planAdoption } from './adoption.js';
import { accountClaims } from './claims.js';
import { desiredAccount, faultsOf } from './desired.js';
import { readAppliedAccount } from './difference.js';
import { blocked, converged, retry, waiting } from './ending.js';
import type { Ending } from './ending.js';
import { whileInvited } from './invited.js';
import { leaveCauseOf, planLeaver } from './leaver.js';
import { ownManager } from './own-manager.js';
import { placePerson } from './placement.js';
import type { Placement } from './placement.js';
import type { AccountSituation, ManagerReference } from './situation.js';
import { withTaken } from './taken.js';

/** Plans the account of a User: what DingTalk should show, held against what was last written there. */
export function planAccount(situation: AccountSituation): Plan {
  const { link, person, settings, connectionId } = situation;
  const applied = link.applied && readAppliedAccount(link.applied);
  const held = applied ? accountClaims(connectionId, applied) : [];
  const mapped = person && mapPerson(person, settings);
  const cause = leaveCauseOf(situation);
  const plan =
    lookFirst(situation, cause === undefined ? mapped : undefined, applied, held) ??
    (cause === undefined && mapped
      ? planStayer(situation, mapped, applied, held)
      : planLeaver(situation, cause ?? 'deleted', applied, held));
  if (cause === undefined) return plan;
  const { reason } = plan.ending;
  // Who is kept or has time to come back is still somebody's manager.
  const outOfScope = cause === 'outOfScope' && reason !== 'grace' && reason !== 'kept';
  return { ...plan, leaving: cause, outOfScope, faults: [] };
}

/** Where it is not known whether there is an account, or what it shows, that is found out before anything else. */
function lookFirst(
  { link }: AccountSituation,
  stayer: MappedPerson | undefined,
  applied: AccountFields | undefined,
  claims: readonly Claim[],
): Plan | undefined {
  const { presence, externalId: userId } = link;
  if (userId === undefined || !applied) return undefined;
  const ending = converged('present');
  const doubtful = link.doubtful === true && (presence === 'present' || presence === 'leaving');
  if (presence === 'creating' || doubtful) {
    const doubt = doubtful ? ({ inDoubt: true } as const) : {};
    return { change: { kind: 'findAccount', userId, fields: applied, ...doubt }, ending, claims };
  }
  // A corrected mobile is another invitation; the same one is never asked again.
  if (presence !== 'invited' || stayer?.mobile !== applied.mobile) return undefined;
  return { change: { kind: 'findInvited', userId, fields: applied, whenAbsent: 'wait' }, ending, claims };
}

function planStayer(
  situation: AccountSituation,
  person: MappedPerson,
  applied: AccountFields | undefined,
  held: readonly Claim[],
): Plan {
  const { presence, externalId: userId, disabled } = situation.link;
  if (person.name === undefined) return { ending: blocked(presence, 'noName'), claims: held };
  if ((presence !== 'present' && presence !== 'leaving') || !applied || userId === undefined) {
    return planAdoption(situation) ?? planCreate(situation, person);
  }
  if (disabled) {
    return { change: { kind: 'enableAccount', userId }, ending: retry(presence, 0), claims: held };
  }
  return planUpdate(situation, person, applied, userId);
}

function planCreate(situation: AccountSituation, person: MappedPerson): Plan {
  const { link, stamp, identity, connectionId } = situation;
  const presence = link.presence === 'gone' ? 'gone' : 'none';
  const placement = placePerson(situation);
  const manager = ownManager(situation);
  const { mobile, name } = person;
  const stop = stopBeforeCreate(person, placement, manager);
  if (stop || !mobile || name === undefined || placement.kind === 'nowhere') {
    const ending: Ending = { ...(stop ?? blocked(presence, 'noMobile')), presence };
    return whileInvited(situation, ending) ?? { ending, claims: [], faults: [] };
  }
  const { departmentIds } = placement;
  const { fields, trace } = desiredAccount(situation, person, { mobile, departmentIds });
  const userIds = link.externalId === undefined ? userIdCandidates(stamp, identity) : [link.externalId];
  return {
    change: { kind: 'createAccount', userIds, fields },
    ending: withTaken(situation, onceApplied(placement, manager)),
    // Two people with one e-mail may well be one person: nobody is made twice.
    claims: accountClaims(connectionId, fields, ['telephone']),
    faults: faultsOf(trace),
  };
}

/** What keeps a person from being created at all, most telling first. */
function stopBeforeCreate(
  person: MappedPerson,
  placement: Placement,
  manager: ManagerReference | undefined,
): Ending | undefined {
  if (person.mobile === undefined) return blocked('none', 'noMobile');
  if (person.mobile === null) return blocked('none', 'mobileInvalid');
  if (placement.kind === 'nowhere') return placement.ending;
  if (placement.kind === 'partly' && placement.onItsWay) {
    return waiting('none', 'departmentPending', placement.awaits);
  }
  // Waiting for the manager saves a second call; it must not last, nor go round in a circle.
  if (manager?.onTheWay && manager.presence !== 'present' && !manager.cyclic)
    return waiting('none', 'manager', presenceKey(manager.resourceId));
  return undefined;
}
