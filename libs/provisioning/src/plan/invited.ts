import { invitedLookMs } from '../times.js';
import type { Plan } from './change.js';
import { accountClaims } from './claims.js';
import { readAppliedAccount } from './difference.js';
import type { Ending } from './ending.js';
import type { AccountSituation } from './situation.js';

/**
 * Somebody who was invited is to be invited anew, for his mobile is another, and something keeps that back: meanwhile
 * he may accept the invitation that he has.
 *
 * @param stop how he stands where he has not
 * @returns undefined for whoever is not invited
 */
export function whileInvited(
  { link, connectionId, now }: Pick<AccountSituation, 'link' | 'connectionId' | 'now'>,
  stop: Ending,
): Plan | undefined {
  const { presence, externalId: userId, applied, invitedFrom = now } = link;
  if (presence !== 'invited' || userId === undefined || !applied) return undefined;
  const fields = readAppliedAccount(applied);
  const nextMs = invitedLookMs(now.getTime() - invitedFrom.getTime());
  const dueInMs = Math.min(stop.dueInMs ?? nextMs, nextMs);
  return {
    change: { kind: 'findInvited', userId, fields, whenAbsent: { ...stop, presence, dueInMs } },
    ending: { presence: 'present', outcome: 'converged', settling: false },
    claims: accountClaims(connectionId, fields),
    faults: [],
  };
}
