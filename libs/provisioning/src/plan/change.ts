import type { JsonObject } from '#common';
import type { AdoptionKey } from '../adoption/adoption-settings.js';
import type { LeaveCause } from '../leaver-settings.js';
import type { LinkKind } from '../link.js';
import type { FieldFault } from '../mapping/fault.js';
import type { Ending } from './ending.js';
import type { Repairs } from './repair.js';

/** What the bridge owns of an account. Absent: DingTalk's field is empty, or was never ours. */
export interface AccountFields {
  readonly name: string;
  /** In E.164; its spelling for DingTalk is a matter of the organisation's region. */
  readonly mobile: string;
  readonly title?: string;
  readonly jobNumber?: string;
  readonly email?: string;
  readonly organisationEmail?: string;
  readonly telephone?: string;
  readonly workPlace?: string;
  readonly remark?: string;
  /** Milliseconds since 1970. */
  readonly hiredDate?: number;
  readonly hideMobile?: boolean;
  readonly senior?: boolean;
  readonly loginEmail?: string;
  /** Custom fields by name, only those that were ever ours. */
  readonly extension?: Readonly<Record<string, string>>;
  readonly managerUserId?: string;
  /** Titles by dept_id, in departments of ours alone. No read shows them. */
  readonly departmentTitles?: Readonly<Record<string, string>>;
  /** An answer was lost, or somebody else wrote: no read shows which titles there are. */
  readonly titlesInDoubt?: true;
  /** An enterprise account: every update of one has to name its departments (fact sheet 3.8). */
  readonly enterprise?: true;
  /** Ascending, at least one. */
  readonly departmentIds: readonly number[];
}

/** What the bridge owns of a department. */
export interface DepartmentFields {
  readonly name: string;
  readonly parentId: number;
  /** Among its siblings, smaller first. Absent: not ours to set. */
  readonly order?: number;
  /** userids of its heads, ascending. Absent: not ours to set. */
  readonly headIds?: readonly string[];
}

/** What the bridge owns of a role. */
export interface RoleFields {
  readonly name: string;
  /** What the role group was called that it was made in. */
  readonly roleGroup: string;
}

/** Fields of an account that may be emptied. A flag is emptied by false, a custom field by an empty text. */
export type ClearableField =
  | 'title'
  | 'jobNumber'
  | 'email'
  | 'organisationEmail'
  | 'telephone'
  | 'workPlace'
  | 'remark'
  | 'loginEmail'
  | 'managerUserId';

/** One step towards DingTalk. Whoever applies it makes the calls it takes. */
export type Change =
  | { readonly kind: 'createAccount'; readonly userIds: readonly string[]; readonly fields: AccountFields }
  | {
      readonly kind: 'findAccount';
      readonly userId: string;
      readonly fields: AccountFields;
      /** What was written again and not yet seen to have helped. */
      readonly repairs?: Repairs;
      /** The answer to an update of it was lost. */
      readonly inDoubt?: true;
    }
  /** Looks whether an invited person has joined, under our userid or, by mobile, under another. */
  | {
      readonly kind: 'findInvited';
      readonly userId: string;
      readonly fields: AccountFields;
      /** An ending: how the Link stands where he has not. */
      readonly whenAbsent: 'wait' | 'forget' | Ending;
    }
  /** Takes over an account that was there before, if it still has by these keys what the person has. */
  | {
      readonly kind: 'adoptAccount';
      readonly userId: string;
      readonly keys: readonly AdoptionKey[];
      readonly person: JsonObject;
    }
  /** Looks which mobile the account has by now: the person may have changed it in the app. */
  | {
      readonly kind: 'readMobile';
      readonly userId: string;
      readonly fields: AccountFields;
      readonly repairs?: Repairs;
    }
  /** Looks who administers the organisation: nobody is removed before that is known. */
  | { readonly kind: 'readAdministrators' }
  | {
      readonly kind: 'updateAccount';
      readonly userId: string;
      /** Custom fields: only those that change, an empty text for one that is emptied. */
      readonly set: Partial<Omit<AccountFields, 'mobile'>>;
      readonly clear: readonly ClearableField[];
      readonly fields: AccountFields;
      /** The account lies in departments that are none of ours, too: writing its departments must keep them. */
      readonly keepForeign: boolean;
      readonly repairs?: Repairs;
    }
  | { readonly kind: 'deleteAccount'; readonly userId: string }
  /** Enterprise accounts only. */
  | { readonly kind: 'disableAccount' | 'enableAccount'; readonly userId: string }
  | {
      readonly kind: 'createDepartment';
      readonly sourceIdentifier: string;
      readonly fields: DepartmentFields;
    }
  | {
      readonly kind: 'findDepartment';
      readonly sourceIdentifier: string;
      readonly fields: DepartmentFields;
    }
  | {
      readonly kind: 'updateDepartment';
      readonly departmentId: number;
      readonly set: Partial<DepartmentFields>;
      readonly fields: DepartmentFields;
    }
  /** Whether the last change was carried out is not known. */
  | {
      readonly kind: 'readDepartment';
      readonly departmentId: number;
      readonly fields: DepartmentFields;
    }
  /** Takes over a department that was there before; `name`: if it is still called so. */
  | { readonly kind: 'adoptDepartment'; readonly departmentId: number; readonly name?: string }
  | { readonly kind: 'deleteDepartment'; readonly departmentId: number }
  /** Looks for the role group of a name, and which roles it has. */
  | { readonly kind: 'readRoleGroup'; readonly name: string }
  | { readonly kind: 'makeRoleGroup'; readonly name: string }
  | {
      readonly kind: 'createRole';
      readonly groupId: number;
      readonly fields: RoleFields;
      /** How many people are to become its members. */
      readonly people: number;
    }
  | { readonly kind: 'findRole'; readonly fields: RoleFields }
  /** Whether the last change of the role, or of its members, was carried out is not known. */
  | { readonly kind: 'readRole'; readonly roleId: number; readonly fields: RoleFields }
  | {
      readonly kind: 'updateRole';
      readonly roleId: number;
      readonly fields: RoleFields;
      /** How many people it is to lose afterwards. */
      readonly leaving: number;
    }
  | {
      readonly kind: 'addRoleMembers';
      readonly roleId: number;
      readonly userIds: readonly string[];
      readonly fields: RoleFields;
      /** How many are to become members in all, in this call and in those that follow. */
      readonly people: number;
    }
  | {
      readonly kind: 'removeRoleMembers';
      readonly roleId: number;
      readonly userIds: readonly string[];
      readonly fields: RoleFields;
      /** How many are to be members no more in all, in this call and in those that follow. */
      readonly people: number;
    }
  | { readonly kind: 'deleteRole'; readonly roleId: number };

/** A unique value that this Link must hold before its change may be made. */
export interface Claim {
  readonly key: string;
  /** How the Link stands when somebody else holds it. */
  readonly whenTaken: 'mobileTaken' | 'emailTaken' | 'telephoneTaken' | 'nameTaken';
  /** The field that can be left as it is while all others are brought in step. */
  readonly spares?: SparedField;
}

/** Unique fields that an account can do without. */
export type SparedField = 'email' | 'telephone';

/** A unique value that somebody else holds, so that it cannot be written now. */
export interface TakenValue {
  readonly field: SparedField | 'name';
  readonly key: string;
  /** Everybody in a ring waits for the next one's value: this Link is the one to let go of its own. */
  readonly letGo: boolean;
}

/** The difference between desired and applied, as a value. */
export interface Plan {
  readonly change?: Change;
  /** How the Link stands when there is no change to make, or when it was made. */
  readonly ending: Ending;
  /** Every unique value the Link holds from now on; others it held are released. */
  readonly claims: readonly Claim[];
  /** Fields that are not in step although all else is; absent: as it was told before. */
  readonly faults?: readonly FieldFault[];
  /** Why the Link is leaving; since when is kept for as long as the cause is the same. */
  readonly leaving?: LeaveCause;
  /** What somebody approved to take over has changed since: it is not taken over. */
  readonly adoptionMoved?: boolean;
  /** What the Link of a Group joins from now on, where that is another kind than before. */
  readonly becomes?: Exclude<LinkKind, 'account'>;
  /** Nobody counts on it as a manager, a department or a parent: it is synced no more. */
  readonly outOfScope?: boolean;
}
