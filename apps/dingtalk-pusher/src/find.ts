import {
  CapabilityRefused,
  findUserByMobile,
  getDepartment,
  getUser,
  listSubDepartments,
  Rejected,
} from '#dingtalk';
import type { DingTalkClient, UserRead } from '#dingtalk';
import type { AccountFields, DepartmentFields } from '#provisioning';
import { appliedAccount, appliedDepartment } from './applied.js';
import type { Result } from './result.js';

type Looked = Extract<Result, { readonly kind: 'found' | 'absent' }>;

/** Looks an account up by its userid. What the app may not read is taken to be what was about to be written. */
export async function findAccount(
  client: DingTalkClient,
  userId: string,
  intended: AccountFields,
  region: string,
): Promise<Looked> {
  try {
    const seen = await getUser(client, userId);
    return { kind: 'found', externalId: userId, applied: appliedAccount(asSeen(seen, intended, region)) };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'notFound') return { kind: 'absent' };
    throw error;
  }
}

/**
 * Looks whether an invited person has joined: under the userid he was invited with, or under another that DingTalk
 * chose, which is not known to happen (fact sheet 14.4) but would leave him alone for ever. When he was invited,
 * nobody had his number; whoever has it now has followed the invitation.
 */
export async function findInvited(
  client: DingTalkClient,
  userId: string,
  intended: AccountFields,
  region: string,
  mayCall: () => void,
): Promise<Looked> {
  const own = await findAccount(client, userId, intended, region);
  if (own.kind === 'found') return own;
  mayCall();
  try {
    const other = await findUserByMobile(client, intended.mobile);
    mayCall();
    return await findAccount(client, other, intended, region);
  } catch (error) {
    const unknown = error instanceof Rejected && (error.on === 'notFound' || error.on === 'mobileFormat');
    // Without the permission to search by number only our own userid is found: no reason to stand still.
    if (unknown || error instanceof CapabilityRefused) return { kind: 'absent' };
    throw error;
  }
}

/** Looks which mobile an account has by now; all else stays as it was applied. */
export async function readMobile(
  client: DingTalkClient,
  userId: string,
  applied: AccountFields,
  region: string,
): Promise<Looked> {
  try {
    const mobile = mobileOf(await getUser(client, userId), region) ?? applied.mobile;
    return { kind: 'found', externalId: userId, applied: appliedAccount({ ...applied, mobile }) };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'notFound') return { kind: 'absent' };
    throw error;
  }
}

/** The number as our own writes spell it; undefined where the app may not read it. */
function mobileOf({ mobile, stateCode }: UserRead, region: string): string | undefined {
  if (!mobile) return undefined;
  return stateCode === '86' && region === 'CN' ? mobile : `+${stateCode ?? '86'}-${mobile}`;
}

function asSeen(seen: UserRead, intended: AccountFields, region: string): AccountFields {
  return {
    name: seen.name ?? intended.name,
    mobile: mobileOf(seen, region) ?? intended.mobile,
    ...(seen.title === undefined ? {} : { title: seen.title }),
    ...(seen.jobNumber === undefined ? {} : { jobNumber: seen.jobNumber }),
    // Hidden and empty look alike; a hidden e-mail must not be written again and again.
    ...(intended.email === undefined && seen.email === undefined
      ? {}
      : { email: seen.email ?? intended.email ?? '' }),
    ...(seen.managerUserId === undefined ? {} : { managerUserId: seen.managerUserId }),
    departmentIds: [...seen.departmentIds].sort((a, b) => a - b),
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
