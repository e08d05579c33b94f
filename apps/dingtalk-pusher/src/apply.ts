import {
  createDepartment,
  createUser,
  deleteDepartment,
  deleteUser,
  disableAccount,
  enableAccount,
  listSubDepartments,
  Rejected,
  updateDepartment,
} from '#dingtalk';
import type { DingTalkClient } from '#dingtalk';
import { dingTalkSpelling } from '#provisioning';
import type { Change, Settings } from '#provisioning';
import { adoptAccount, adoptDepartment } from './adopt.js';
import { appliedAccount, appliedDepartment } from './applied.js';
import { applyRole } from './apply-role.js';
import { findAccount, findDepartment, findInvited, readDepartment, readMobile } from './find.js';
import { learnAdministrators } from './learn-administrators.js';
import type { AdministratorStore } from './learn-administrators.js';
import type { OwnDepartments } from './own-departments.js';
import type { Result } from './result.js';
import type { RoleGroupStore } from './role-group.js';
import { updateAccount } from './update-account.js';

/** A department still holds departments that are none of ours: deleting it would take them along. */
export class ForeignChildren extends Error {
  override readonly name = 'ForeignChildren';
}

/** What carrying out a change needs. */
export interface Tools {
  readonly client: DingTalkClient;
  readonly administrators: AdministratorStore;
  readonly roleGroups: RoleGroupStore;
  readonly isOurs: OwnDepartments;
  readonly settings: Settings;
  /** Throws when the lease is too short for another call. */
  readonly mayCall: () => void;
}

/** What DingTalk shows beside a disabled account. */
const disableReason = 'SCIM';

/**
 * Carries out one change with the calls it takes, as a rule one.
 *
 * @param userId the userid fixed for a create
 */
export async function apply(tools: Tools, change: Change, userId: string | undefined): Promise<Result> {
  const { client, mayCall, isOurs, settings } = tools;
  const { region, rootDepartmentId } = settings;
  mayCall();
  switch (change.kind) {
    case 'createAccount': {
      const { fields } = change;
      let unionId: string | undefined;
      if (userId === undefined) throw new Error('a create without userid');
      try {
        const mobile = dingTalkSpelling(fields.mobile, region);
        unionId = await createUser(client, { ...fields, userId, mobile });
      } catch (error) {
        // The userid holds our stamp: whoever has it was made by us, before this store was.
        if (!(error instanceof Rejected && error.on === 'userId')) throw error;
        mayCall();
        const found = await findAccount(tools, userId, fields, {}, false);
        return found.kind === 'found' ? { ...found, adopted: true } : found;
      }
      return {
        kind: 'done',
        externalId: userId,
        applied: appliedAccount(fields),
        // Whether he has signed in: a new colleague may have used DingTalk for years.
        ...(unionId === undefined ? {} : { sighting: { unionId } }),
        fields: Object.keys(fields),
      };
    }
    case 'findAccount':
      return findAccount(tools, change.userId, change.fields, change.repairs ?? {}, true, {
        inDoubt: change.inDoubt ?? false,
      });
    case 'findInvited':
      return findInvited({ client, isOurs, region, mayCall }, change.userId, change.fields);
    case 'adoptAccount':
      return adoptAccount(tools, change);
    case 'adoptDepartment':
      return adoptDepartment(client, change, rootDepartmentId);
    case 'readMobile':
      return readMobile(client, change.userId, change.fields, change.repairs ?? {});
    case 'readAdministrators':
      return learnAdministrators(client, tools.administrators);
    case 'disableAccount': {
      const gone = await absent('notFound', () => disableAccount(client, change.userId, disableReason));
      return gone ?? { kind: 'switched', disabled: true };
    }
    case 'enableAccount': {
      const gone = await absent('notFound', () => enableAccount(client, change.userId));
      return gone ?? { kind: 'switched', disabled: false };
    }
    case 'updateAccount':
      return updateAccount(client, change, isOurs, mayCall);
    case 'deleteAccount':
      await absent('notFound', () => deleteUser(client, change.userId));
      return { kind: 'done', applied: null, fields: [] };
    case 'createDepartment': {
      const { fields, sourceIdentifier } = change;
      try {
        const id = await createDepartment(client, { ...fields, sourceIdentifier });
        return {
          kind: 'done',
          externalId: String(id),
          applied: appliedDepartment(fields),
          fields: Object.keys(fields),
        };
      } catch (error) {
        if (!(error instanceof Rejected && error.on === 'departmentName')) throw error;
        mayCall();
        // A sibling has the name. If it bears our mark, an earlier store of ours made it.
        const found = await findDepartment(client, sourceIdentifier, fields, mayCall);
        if (found.kind === 'absent') throw error;
        return found;
      }
    }
    case 'readDepartment':
      return readDepartment(client, change.departmentId, change.fields);
    case 'findDepartment':
      return findDepartment(client, change.sourceIdentifier, change.fields, mayCall);
    case 'updateDepartment': {
      const gone = await absent('departmentNotFound', () =>
        updateDepartment(client, change.departmentId, change.set),
      );
      return (
        gone ?? { kind: 'done', applied: appliedDepartment(change.fields), fields: Object.keys(change.set) }
      );
    }
    case 'deleteDepartment': {
      const children = await childrenOf(client, change.departmentId);
      if (children > 0) throw new ForeignChildren();
      mayCall();
      await absent('departmentNotFound', () => deleteDepartment(client, change.departmentId));
      return { kind: 'done', applied: null, fields: [] };
    }
    case 'readRoleGroup':
    case 'makeRoleGroup':
    case 'createRole':
    case 'findRole':
    case 'readRole':
    case 'updateRole':
    case 'addRoleMembers':
    case 'removeRoleMembers':
    case 'deleteRole':
      return applyRole(tools, change);
  }
}

async function childrenOf(client: DingTalkClient, departmentId: number): Promise<number> {
  try {
    return (await listSubDepartments(client, departmentId)).length;
  } catch (error) {
    if (error instanceof Rejected && error.on === 'departmentNotFound') return 0;
    throw error;
  }
}

/** A person whose update names a department that has gone is not gone himself. */
async function absent(
  on: 'notFound' | 'departmentNotFound',
  call: () => Promise<void>,
): Promise<{ readonly kind: 'absent' } | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof Rejected && error.on === on) return { kind: 'absent' };
    throw error;
  }
}
