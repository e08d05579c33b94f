import {
  CapabilityRefused,
  findUserByMobile,
  getDepartment,
  getUser,
  listSubDepartments,
  Rejected,
} from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { dingTalkSpelling, observe, readableOf } from '#provisioning';
import type { AccountFields, DepartmentFields, Repairs } from '#provisioning';
import { appliedAccount, appliedDepartment } from './applied.js';
import { e164Of } from './e164-of.js';
import { observedAccount } from './observed-account.js';
import { divide } from './own-departments.js';
import type { OwnDepartments } from './own-departments.js';
import type { Result } from './result.js';
import { sightingOf } from './sighting.js';

/** What it takes to look. */
interface Looking {
  readonly client: DingTalkClient;
  readonly isOurs: OwnDepartments;
  /** The organisation's country. */
  readonly region: string;
  /** Throws when the lease is too short for another call. */
  readonly mayCall: () => void;
}

type Looked = Extract<Result, { readonly kind: 'found' | 'absent' }>;

/**
 * Looks an account up by its userid and holds it against what was written. What the app may not read is taken to be
 * as written.
 *
 * @param wasWritten whether a call of ours wrote it; not so for the account of an earlier store
 * @param more whether the answer to an update was lost; what is taken to be there where nothing is shown
 */
export async function findAccount(
  { client, isOurs }: Pick<Looking, 'client' | 'isOurs'>,
  userId: string,
  written: AccountFields,
  repairs: Repairs,
  wasWritten: boolean,
  more: { readonly inDoubt?: boolean; readonly isPresumed?: () => boolean } = {},
): Promise<Looked> {
  try {
    const read = await getUser(client, userId);
    const { ours, foreign } = divide(read.departmentIds, await isOurs(read.departmentIds));
    const observed = observedAccount(read, ours);
    const seen = observe(written, repairs, observed, readableOf(observed), { wasWritten, ...more });
    return {
      kind: 'found',
      externalId: userId,
      applied: appliedAccount(seen.fields, seen.repairs),
      foreignDepartments: foreign,
      sighting: sightingOf(read),
    };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'notFound') return { kind: 'absent' };
    throw error;
  }
}

const nothingPresumed = { isPresumed: () => false };

/**
 * Looks whether an invited person has joined: under the userid he was invited with, or under another that DingTalk
 * chose, which is not known to happen (fact sheet 14.4) but would leave him alone for ever. When he was invited,
 * nobody had his number; whoever has it now has followed the invitation.
 */
export async function findInvited(
  looking: Looking,
  userId: string,
  intended: AccountFields,
): Promise<Looked> {
  const { client, region, mayCall } = looking;
  // Whether DingTalk keeps what the invitation said is not known: nothing of it counts as written.
  const own = await findAccount(looking, userId, intended, {}, false, nothingPresumed);
  if (own.kind === 'found') return own;
  mayCall();
  try {
    const other = await findUserByMobile(client, dingTalkSpelling(intended.mobile, region));
    mayCall();
    return await findAccount(looking, other, intended, {}, false, nothingPresumed);
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
  repairs: Repairs,
): Promise<Looked> {
  try {
    const read = await getUser(client, userId);
    const mobile = e164Of(read) ?? applied.mobile;
    return {
      kind: 'found',
      externalId: userId,
      applied: appliedAccount({ ...applied, mobile }, repairs),
      sighting: sightingOf(read),
    };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'notFound') return { kind: 'absent' };
    throw error;
  }
}

/** Looks at a department whose last change may or may not have been carried out. */
export async function readDepartment(
  client: DingTalkClient,
  departmentId: number,
  applied: DepartmentFields,
): Promise<Looked> {
  try {
    const seen = await getDepartment(client, departmentId);
    return {
      kind: 'found',
      externalId: String(departmentId),
      applied: appliedDepartment({
        name: seen.name,
        parentId: seen.parentId ?? applied.parentId,
        ...(applied.order === undefined || seen.order === undefined ? {} : { order: seen.order }),
        ...(applied.headIds === undefined ? {} : { headIds: [...seen.headIds].sort() }),
      }),
    };
  } catch (error) {
    if (error instanceof Rejected && error.on === 'departmentNotFound') return { kind: 'absent' };
    throw error;
  }
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
