import { getDepartment, getUser, Rejected } from '#dingtalk';
import type { DingTalkClient, UserRead } from '#dingtalk';
import { accountTakenOver, isStillMatched, mapPerson } from '#provisioning';
import type { Change, ExistingAccount, Settings } from '#provisioning';
import { appliedAccount, appliedDepartment } from './applied.js';
import { e164Of } from './e164-of.js';
import { observedAccount } from './observed-account.js';
import { divide } from './own-departments.js';
import type { OwnDepartments } from './own-departments.js';
import type { Result } from './result.js';
import { sightingOf } from './sighting.js';

type Adopted = Extract<Result, { readonly kind: 'found' | 'notAdopted' }>;

/** What it takes to take an account over. */
interface Adopting {
  readonly client: DingTalkClient;
  readonly isOurs: OwnDepartments;
  readonly settings: Settings;
}

/** Takes over an account that was there before, as it is, if it still has what it was matched by. */
export async function adoptAccount(
  { client, isOurs, settings }: Adopting,
  { userId, keys, person }: Extract<Change, { kind: 'adoptAccount' }>,
): Promise<Adopted> {
  try {
    const read = await getUser(client, userId);
    if (!isStillMatched(keys, person, mapPerson(person, settings), existingAccount(read)))
      return { kind: 'notAdopted', why: 'changed' };
    const { ours, foreign } = divide(read.departmentIds, await isOurs(read.departmentIds));
    const fields = accountTakenOver(settings, person, observedAccount(read, ours), 'others');
    return {
      kind: 'found',
      externalId: userId,
      applied: appliedAccount(fields),
      foreignDepartments: foreign,
      sighting: sightingOf(read),
      adopted: true,
    };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'notFound') return { kind: 'notAdopted', why: 'absent' };
    throw error;
  }
}

/** As adoptAccount, for departments. */
export async function adoptDepartment(
  client: DingTalkClient,
  { departmentId, name }: Extract<Change, { kind: 'adoptDepartment' }>,
  rootDepartmentId: number,
): Promise<Adopted> {
  try {
    const read = await getDepartment(client, departmentId);
    if (name !== undefined && read.name !== name) return { kind: 'notAdopted', why: 'changed' };
    const { parentId = rootDepartmentId } = read;
    const applied = appliedDepartment({ name: read.name, parentId });
    return { kind: 'found', externalId: String(departmentId), applied, adopted: true };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'departmentNotFound')
      return { kind: 'notAdopted', why: 'absent' };
    throw error;
  }
}

/** An account of DingTalk's by what it may be matched by. */
export function existingAccount(seen: UserRead): ExistingAccount {
  const { userId, email, jobNumber } = seen;
  const mobile = e164Of(seen);
  return {
    userId,
    ...(mobile === undefined ? {} : { mobile }),
    ...(email === undefined ? {} : { email }),
    ...(jobNumber === undefined ? {} : { jobNumber }),
  };
}
