import { presenceKey, userIdCandidates } from '../identity.js';
import type { BlockReason } from '../link.js';
import { mapPerson } from '../mapping/account.js';
import type { MappedPerson } from '../mapping/account.js';
import { ruleSetOf } from '../mapping/rule-set.js';
import type { AccountFields, Plan } from './change.js';
import { accountClaims } from './claims.js';
import { desiredAccount, faultsOf, isSettled } from './desired.js';
import { accountDifference, readAppliedAccount } from './difference.js';
import { blocked, converged, retry, waiting } from './ending.js';
import type { Ending } from './ending.js';
import { placePerson } from './placement.js';
import type { Placement } from './placement.js';
import { isUnverified, notSettable, readRepairs, repairsOf } from './repairs.js';
import type { AccountSituation, ManagerReference } from './situation.js';

/** Plans the account of a User: what DingTalk should show, held against what was last written there. */
export function planAccount(situation: AccountSituation): Plan {
  const { link, person, settings, connectionId } = situation;
  const { presence, externalId } = link;
  const applied = link.applied && readAppliedAccount(link.applied);
  const held = applied ? accountClaims(connectionId, applied) : [];
  const mapped = person && mapPerson(person, settings);
  // A corrected mobile is another invitation; the same one is never asked again.
  const invited = presence === 'invited' && mapped?.active === true && mapped.mobile === applied?.mobile;
  if (externalId !== undefined && applied && (presence === 'creating' || invited)) {
    // The answer to a create is not known, or the person has not accepted yet: look before anything else.
    return {
      change: { kind: 'findAccount', userId: externalId, fields: applied },
      ending: converged('present'),
      claims: held,
    };
  }
  if (!mapped?.active) return planLeaver(situation);
  if (mapped.name === undefined) return { ending: blocked(presence, 'noName'), claims: held };
  return presence === 'present' && applied && externalId !== undefined
    ? planUpdate(situation, mapped, applied, externalId)
    : planCreate(situation, mapped);
}

/** What a leaver held is free for others once DingTalk has let go of him. */
function planLeaver({ link }: AccountSituation): Plan {
  const { presence, externalId } = link;
  if (presence === 'none' || presence === 'gone' || externalId === undefined) {
    return { ending: converged('gone'), claims: [] };
  }
  return { change: { kind: 'deleteAccount', userId: externalId }, ending: converged('gone'), claims: [] };
}

function planCreate(situation: AccountSituation, person: MappedPerson): Plan {
  const { link, stamp, identity, connectionId } = situation;
  const presence = link.presence === 'gone' ? 'gone' : 'none';
  const placement = placePerson(situation);
  const manager = ownManager(situation);
  const { mobile, name } = person;
  const stop = stopBeforeCreate(person, placement, manager);
  if (stop || !mobile || name === undefined || placement.kind === 'nowhere') {
    return { ending: { ...(stop ?? blocked(presence, 'noMobile')), presence }, claims: [], faults: [] };
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

function planUpdate(
  situation: AccountSituation,
  person: MappedPerson,
  applied: AccountFields,
  userId: string,
): Plan {
  const { link, connectionId } = situation;
  const placement = placePerson(situation);
  const found = placement.kind === 'nowhere' ? [] : placement.departmentIds;
  const departmentIds = found.length > 0 ? found : applied.departmentIds;
  // A mobile cannot be changed through the API: the account keeps the one it was made with.
  const { mobile } = applied;
  const { fields, trace } = desiredAccount(situation, person, { mobile, departmentIds }, applied);
  const repairs = repairsOf(fields, link.applied ? readRepairs(link.applied) : {});
  const change = accountDifference(userId, applied, fields, repairs);
  const ending = withTaken(situation, onceApplied(placement, ownManager(situation, applied)));
  const plan = {
    claims: accountClaims(connectionId, fields, ['email', 'telephone']),
    faults: [...faultsOf(trace), ...notSettable(repairs)],
  };
  if (!isUnverified(repairs)) {
    return { ...plan, ...(change ? { change } : {}), ending: withMobile(person, applied, ending) };
  }
  // What was read back different is written again, then looked at: an answer alone says nothing.
  const look = { kind: 'findAccount', userId, fields, repairs } as const;
  return { ...plan, change: change ?? look, ending: retry('present', 0) };
}

/** The manager as far as he is the bridge's to set: DingTalk's own choice is not waited for. */
function ownManager(
  { manager, settings }: AccountSituation,
  applied?: AccountFields,
): ManagerReference | undefined {
  const { manager: rule } = ruleSetOf(settings.mapping);
  if (!rule || (applied && isSettled(rule.when, applied.managerUserId))) return undefined;
  return manager;
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

/**
 * An account that exists keeps its mobile: no API changes it. What SCIM says otherwise is told, and hides nothing
 * else: who waits for a department or a manager is still woken by it.
 */
function withMobile(person: MappedPerson, applied: AccountFields, ending: Ending): Ending {
  const reason = mobileFault(person, applied);
  if (reason === undefined) return ending;
  return { ...blocked(ending.presence, reason), ...ending, outcome: 'blocked', reason };
}

function mobileFault({ mobile }: MappedPerson, applied: AccountFields): BlockReason | undefined {
  if (mobile === undefined) return 'noMobile';
  if (mobile === null) return 'mobileInvalid';
  return mobile === applied.mobile ? undefined : 'mobileChange';
}

function onceApplied(placement: Placement, manager: ManagerReference | undefined): Ending {
  if (placement.kind === 'nowhere') return { ...placement.ending, presence: 'present' };
  if (placement.kind === 'partly') return waiting('present', 'departmentPending', placement.awaits);
  if (manager && manager.presence !== 'present')
    return waiting('present', 'manager', presenceKey(manager.resourceId));
  return converged('present');
}

/**
 * A unique value that somebody else holds is told, and holds nothing else up. Who gets it is woken by its key; a
 * department or manager that is awaited as well is found by the look that follows.
 */
function withTaken({ taken }: AccountSituation, ending: Ending): Ending {
  const [first] = taken ?? [];
  if (!first) return ending;
  const reason = first.field === 'email' ? 'emailTaken' : 'telephoneTaken';
  const told = blocked(ending.presence, reason, first.key);
  return ending.outcome === 'converged' ? told : { ...told, ...ending, outcome: 'blocked', reason };
}
