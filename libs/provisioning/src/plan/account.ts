import { claimKey, presenceKey, userIdCandidates } from '../identity.js';
import type { BlockReason } from '../link.js';
import { mapPerson } from '../mapping/account.js';
import type { MappedPerson } from '../mapping/account.js';
import type { AccountFields, Claim, Plan } from './change.js';
import { accountDifference, readAppliedAccount } from './difference.js';
import { blocked, converged, waiting } from './ending.js';
import type { Ending } from './ending.js';
import { placePerson } from './placement.js';
import type { Placement } from './placement.js';
import type { AccountSituation } from './situation.js';

/** Plans the account of a User: what DingTalk should show, held against what was last written there. */
export function planAccount(situation: AccountSituation): Plan {
  const { link, person, settings, connectionId } = situation;
  const { presence, externalId } = link;
  const applied = link.applied && readAppliedAccount(link.applied);
  const held = applied ? claimsOf(connectionId, applied) : [];
  const mapped = person && mapPerson(person, settings);
  // A corrected mobile is another invitation; the same one is never asked again.
  const invited =
    presence === 'invited' && mapped?.active === true && mapped.mobile?.dingTalk === applied?.mobile;
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
  const { mobile, name } = person;
  const stop = stopBeforeCreate(situation, person, placement);
  if (stop || !mobile || name === undefined || placement.kind === 'nowhere') {
    return { ending: { ...(stop ?? blocked(presence, 'noMobile')), presence }, claims: [] };
  }
  const fields = desiredFields(situation, person, mobile.dingTalk, placement.departmentIds);
  const userIds = link.externalId === undefined ? userIdCandidates(stamp, identity) : [link.externalId];
  return {
    change: { kind: 'createAccount', userIds, fields },
    ending: onceApplied(situation, placement),
    claims: claimsOf(connectionId, fields),
  };
}

function planUpdate(
  situation: AccountSituation,
  person: MappedPerson,
  applied: AccountFields,
  userId: string,
): Plan {
  const placement = placePerson(situation);
  const found = placement.kind === 'nowhere' ? [] : placement.departmentIds;
  const departmentIds = found.length > 0 ? found : applied.departmentIds;
  // A mobile cannot be changed through the API: the account keeps the one it was made with.
  const fields = desiredFields(situation, person, applied.mobile, departmentIds);
  const change = accountDifference(userId, applied, fields, situation.link.keepForeign ?? false);
  return {
    ...(change ? { change } : {}),
    ending: withMobile(person, applied, onceApplied(situation, placement)),
    claims: claimsOf(situation.connectionId, fields),
  };
}

function desiredFields(
  { manager }: AccountSituation,
  person: MappedPerson,
  mobile: string,
  departmentIds: readonly number[],
): AccountFields {
  const managerUserId = manager?.presence === 'present' ? manager.externalId : undefined;
  return {
    name: person.name ?? '',
    mobile,
    ...(person.title === undefined ? {} : { title: person.title }),
    ...(person.jobNumber === undefined ? {} : { jobNumber: person.jobNumber }),
    ...(person.email === undefined ? {} : { email: person.email }),
    ...(managerUserId === undefined ? {} : { managerUserId }),
    departmentIds,
  };
}

/** What keeps a person from being created at all, most telling first. */
function stopBeforeCreate(
  { manager }: AccountSituation,
  person: MappedPerson,
  placement: Placement,
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
  return mobile.dingTalk === applied.mobile ? undefined : 'mobileChange';
}

function onceApplied({ manager }: AccountSituation, placement: Placement): Ending {
  if (placement.kind === 'nowhere') return { ...placement.ending, presence: 'present' };
  if (placement.kind === 'partly') return waiting('present', 'departmentPending', placement.awaits);
  if (manager && manager.presence !== 'present')
    return waiting('present', 'manager', presenceKey(manager.resourceId));
  return converged('present');
}

function claimsOf(connectionId: string, { mobile, email }: AccountFields): readonly Claim[] {
  const claims: Claim[] = [{ key: claimKey(connectionId, 'mobile', mobile), whenTaken: 'mobileTaken' }];
  if (email !== undefined) {
    claims.push({ key: claimKey(connectionId, 'email', email.toLowerCase()), whenTaken: 'emailTaken' });
  }
  return claims;
}
