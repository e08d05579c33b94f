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
  /** Among its siblings, smaller first. Absent: not ours to set. */
  readonly order?: number;
  /** userids of its heads, ascending. Absent: not ours to set. */
  readonly headIds?: readonly string[];
}

/** Fields of an account that may be emptied. */
export type ClearableField = 'title' | 'jobNumber' | 'email' | 'managerUserId';

/** One step towards DingTalk. Whoever applies it makes the calls it takes. */
export type Change =
  | { readonly kind: 'createAccount'; readonly userIds: readonly string[]; readonly fields: AccountFields }
  | { readonly kind: 'findAccount'; readonly userId: string; readonly fields: AccountFields }
  | {
      readonly kind: 'updateAccount';
      readonly userId: string;
      readonly set: Partial<Omit<AccountFields, 'mobile'>>;
      readonly clear: readonly ClearableField[];
      readonly fields: AccountFields;
      /** The account lies in departments that are none of ours, too: writing its departments must keep them. */
      readonly keepForeign: boolean;
    }
  | { readonly kind: 'deleteAccount'; readonly userId: string }
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
}
