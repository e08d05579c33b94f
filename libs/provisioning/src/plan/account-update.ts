import { presenceKey } from '../identity.js';
import type { BlockReason } from '../link.js';
import type { MappedPerson } from '../mapping/account.js';
import type { AccountFields, Claim, Plan } from './change.js';
import { accountClaims } from './claims.js';
import { desiredAccount, faultsOf } from './desired.js';
import { accountDifference } from './difference.js';
import { blocked, converged, retry, waiting } from './ending.js';
import type { Ending } from './ending.js';
import { guardAdministrator } from './leaver.js';
import { ownManager } from './own-manager.js';
import { placePerson } from './placement.js';
import type { Placement } from './placement.js';
import { isUnverified, notSettable, openRepairs, readRepairs, repairsOf } from './repairs.js';
import type { AccountSituation, ManagerReference } from './situation.js';
import { withTaken } from './taken.js';

/** Plans an account that is there: one update at the most, whatever has changed. */
export function planUpdate(
  situation: AccountSituation,
  person: MappedPerson,
  applied: AccountFields,
  userId: string,
): Plan {
  const { link, connectionId } = situation;
  const placement = placePerson(situation);
  const fault = mobileFault(person, applied);
  if (fault === 'mobileChange') {
    const anew = planAnew(situation, person, applied, userId, placement);
    if (anew) return anew;
    // Nothing has changed in SCIM: what may have is the number, by the person's own hand.
    if (link.outcome === 'blocked' && link.reason === 'mobileChange' && link.changed === false) {
      const change = { kind: 'readMobile', userId, fields: applied, ...openRepairs(link.applied) } as const;
      return { change, ending: converged('present'), claims: accountClaims(connectionId, applied) };
    }
  }
  const found = placement.kind === 'nowhere' ? [] : placement.departmentIds;
  const departmentIds = found.length > 0 ? found : applied.departmentIds;
  // A mobile cannot be changed through the API: the account keeps the one it was made with.
  const { mobile } = applied;
  const { fields, trace } = desiredAccount(situation, person, { mobile, departmentIds }, applied);
  const repairs = repairsOf(fields, link.applied ? readRepairs(link.applied) : {});
  const change = accountDifference(userId, applied, fields, {
    keepForeign: link.keepForeign ?? false,
    repairs,
  });
  const ending = withTaken(situation, onceApplied(placement, ownManager(situation, applied)));
  const plan = {
    claims: accountClaims(connectionId, fields, ['email', 'telephone']),
    faults: [...faultsOf(trace), ...notSettable(repairs)],
  };
  if (!isUnverified(repairs)) {
    return { ...plan, ...(change ? { change } : {}), ending: withMobile(fault, ending) };
  }
  // What was read back different is written again, then looked at: an answer alone says nothing.
  const look = { kind: 'findAccount', userId, fields, repairs } as const;
  return { ...plan, change: change ?? look, ending: retry('present', 0) };
}

/**
 * An account whose mobile is another may be deleted and made again where somebody has said so, and where the new
 * one could be made at once: nobody is deleted to wait outside.
 */
function planAnew(
  situation: AccountSituation,
  person: MappedPerson,
  applied: AccountFields,
  userId: string,
  placement: Placement,
): Plan | undefined {
  const { connectionId } = situation;
  if (!mayBeMadeAnew(situation) || !person.mobile || placement.kind !== 'complete') return undefined;
  const { departmentIds } = placement;
  const { fields } = desiredAccount(situation, person, { mobile: person.mobile, departmentIds });
  const held = accountClaims(connectionId, applied);
  const claims = union(held, accountClaims(connectionId, fields));
  const guarded = guardAdministrator(situation, held);
  return guarded ?? { change: { kind: 'deleteAccount', userId }, ending: retry('gone', 0), claims };
}

/** SCIM's own deletion counts where it would have been carried out by now, had nobody come back. */
function mayBeMadeAnew({ link, settings }: AccountSituation): boolean {
  const { action, graceSeconds } = settings.leavers.deleted;
  if (link.recreate === 'rehired') return action === 'delete' && graceSeconds === 0;
  return link.recreate === 'ordered';
}

const union = (some: readonly Claim[], others: readonly Claim[]): readonly Claim[] => [
  ...some,
  ...others.filter(({ key }) => !some.some((claim) => claim.key === key)),
];

/**
 * An account that exists keeps its mobile: no API changes it. What SCIM says otherwise is told, and hides nothing
 * else: who waits for a department or a manager is still woken by it.
 */
function withMobile(reason: BlockReason | undefined, ending: Ending): Ending {
  if (reason === undefined) return ending;
  return { ...blocked(ending.presence, reason), ...ending, outcome: 'blocked', reason };
}

function mobileFault({ mobile }: MappedPerson, applied: AccountFields): BlockReason | undefined {
  if (mobile === undefined) return 'noMobile';
  if (mobile === null) return 'mobileInvalid';
  return mobile === applied.mobile ? undefined : 'mobileChange';
}

/** How a person's Link stands once DingTalk shows what can be shown now. */
export function onceApplied(placement: Placement, manager: ManagerReference | undefined): Ending {
  if (placement.kind === 'nowhere') return { ...placement.ending, presence: 'present' };
  if (placement.kind === 'partly') return waiting('present', 'departmentPending', placement.awaits);
  const { settling } = placement;
  if (manager && manager.presence !== 'present') {
    return { ...waiting('present', 'manager', presenceKey(manager.resourceId)), settling };
  }
  return settling ? { ...converged('present', 'holding'), settling } : converged('present');
}
