import type { LeaveCause } from '../leaver-settings.js';
import type { Ending } from './ending.js';

/** What the bridge owns of an account. Absent: DingTalk's field is empty. */
export interface AccountFields {
  readonly name: string;
  /** As DingTalk's API takes it. */
  readonly mobile: string;
  readonly title?: string;
  readonly jobNumber?: string;
  readonly email?: string;
  readonly managerUserId?: string;
  /** Ascending, at least one. */
  readonly departmentIds: readonly number[];
}

/** What the bridge owns of a department. */
export interface DepartmentFields {
  readonly name: string;
  readonly parentId: number;
}

/** Fields of an account that may be emptied. */
export type ClearableField = 'title' | 'jobNumber' | 'email' | 'managerUserId';

/** One step towards DingTalk. Whoever applies it makes the calls it takes. */
export type Change =
  | { readonly kind: 'createAccount'; readonly userIds: readonly string[]; readonly fields: AccountFields }
  | { readonly kind: 'findAccount'; readonly userId: string; readonly fields: AccountFields }
  /** Looks whether an invited person has joined, under our userid or, by mobile, under another. */
  | {
      readonly kind: 'findInvited';
      readonly userId: string;
      readonly fields: AccountFields;
      readonly whenAbsent: 'wait' | 'forget';
    }
  /** Looks which mobile the account has by now: the person may have changed it in the app. */
  | { readonly kind: 'readMobile'; readonly userId: string; readonly fields: AccountFields }
  /** Looks who administers the organisation: nobody is removed before that is known. */
  | { readonly kind: 'readAdministrators' }
  | {
      readonly kind: 'updateAccount';
      readonly userId: string;
      readonly set: Partial<Omit<AccountFields, 'mobile'>>;
      readonly clear: readonly ClearableField[];
      readonly fields: AccountFields;
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
  | { readonly kind: 'deleteDepartment'; readonly departmentId: number };

/** A unique value that this Link must hold before its change may be made. */
export interface Claim {
  readonly key: string;
  /** How the Link stands when somebody else holds it. */
  readonly whenTaken: 'mobileTaken' | 'emailTaken' | 'nameTaken';
}

/** The difference between desired and applied, as a value. */
export interface Plan {
  readonly change?: Change;
  /** How the Link stands when there is no change to make, or when it was made. */
  readonly ending: Ending;
  /** Every unique value the Link holds from now on; others it held are released. */
  readonly claims: readonly Claim[];
  /** Why the Link is leaving; since when is kept for as long as the cause is the same. */
  readonly leaving?: LeaveCause;
  /** Nobody counts on it as a manager, a department or a parent: it is synced no more. */
  readonly outOfScope?: boolean;
}
