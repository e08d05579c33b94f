import { claimKey } from '../identity.js';
import type { MappedPerson } from '../mapping/account.js';
import type { AccountFields, Claim } from './change.js';
import type { AccountSituation } from './situation.js';

/** What DingTalk should show of a person who is in these departments. */
export function desiredFields(
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

/** The unique values of an account. */
export function claimsOf(connectionId: string, { mobile, email }: AccountFields): readonly Claim[] {
  const claims: Claim[] = [{ key: claimKey(connectionId, 'mobile', mobile), whenTaken: 'mobileTaken' }];
  if (email !== undefined) {
    claims.push({ key: claimKey(connectionId, 'email', email.toLowerCase()), whenTaken: 'emailTaken' });
  }
  return claims;
}
