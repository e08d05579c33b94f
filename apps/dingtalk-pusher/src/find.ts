import { getDepartment, getUser, listSubDepartments, Rejected } from '#dingtalk';
import type { DingTalkClient, UserRead } from '#dingtalk';
import type { AccountFields, DepartmentFields } from '#provisioning';
import { appliedAccount, appliedDepartment } from './applied.js';
import { divide } from './own-departments.js';
import type { OwnDepartments } from './own-departments.js';
import type { Result } from './result.js';

type Looked = Extract<Result, { readonly kind: 'found' | 'absent' }>;

/** Looks an account up by its userid. What the app may not read is taken to be what was about to be written. */
export async function findAccount(
  client: DingTalkClient,
  userId: string,
  intended: AccountFields,
  region: string,
  isOurs: OwnDepartments,
): Promise<Looked> {
  try {
    const seen = await getUser(client, userId);
    const { ours, foreign } = divide(seen.departmentIds, await isOurs(seen.departmentIds));
    const fields = asSeen({ ...seen, departmentIds: ours }, intended, region);
    return {
      kind: 'found',
      externalId: userId,
      applied: appliedAccount(fields),
      foreignDepartments: foreign,
    };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'notFound') return { kind: 'absent' };
    throw error;
  }
}

function asSeen(seen: UserRead, intended: AccountFields, region: string): AccountFields {
  const { mobile, stateCode } = seen;
  const spelled =
    mobile && (stateCode === '86' && region === 'CN' ? mobile : `+${stateCode ?? '86'}-${mobile}`);
  return {
    name: seen.name ?? intended.name,
    mobile: spelled ?? intended.mobile,
    ...(seen.title === undefined ? {} : { title: seen.title }),
    ...(seen.jobNumber === undefined ? {} : { jobNumber: seen.jobNumber }),
    // Hidden and empty look alike; a hidden e-mail must not be written again and again.
    ...(intended.email === undefined && seen.email === undefined
      ? {}
      : { email: seen.email ?? intended.email ?? '' }),
    ...(seen.managerUserId === undefined ? {} : { managerUserId: seen.managerUserId }),
    departmentIds: seen.departmentIds,
  };
}

/** Looks below its parent for a department of this name that bears our mark; nothing searches by the mark itself. */
export async function findDepartment(
  client: DingTalkClient,
  sourceIdentifier: string,
  intended: DepartmentFields,
  mayCall: () => void,
): Promise<Looked> {
  const siblings = await listSubDepartments(client, intended.parentId);
  const sameName = siblings.find(({ name }) => name === intended.name);
  if (!sameName) return { kind: 'absent' };
  mayCall();
  const seen =
    sameName.sourceIdentifier === undefined ? await getDepartment(client, sameName.departmentId) : sameName;
  if (seen.sourceIdentifier !== sourceIdentifier) return { kind: 'absent' };
  const externalId = String(seen.departmentId);
  return {
    kind: 'found',
    externalId,
    applied: appliedDepartment({ name: seen.name, parentId: intended.parentId }),
  };
}
