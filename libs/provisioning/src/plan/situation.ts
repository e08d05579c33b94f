import type { JsonObject } from '#common';
import type { AdoptionKey } from '../adoption/adoption-settings.js';
import type { ResourceIdentity } from '../identity.js';
import type { LeaveCause } from '../leaver-settings.js';
import type { LinkKind, Outcome, Presence, Reason } from '../link.js';
import type { Settings } from '../settings.js';
import type { TakenValue } from './change.js';

/** A Link as the plan sees it; what may be left out is then not so. */
export interface LinkView {
  readonly presence: Presence;
  /** userid or dept_id; fixed from the moment presence is `creating`. */
  readonly externalId?: string;
  /** The `source_identifier` that a department was made with; it stays, whatever becomes of its Group. */
  readonly mark?: string;
  /** Whether the last change was carried out is not known. */
  readonly doubtful?: boolean;
  /** What was last written to DingTalk. */
  readonly applied?: JsonObject;
  /** What the last look came to, and why. */
  readonly outcome?: Outcome;
  readonly reason?: Reason;
  /** Whether anything has changed since that look. */
  readonly changed?: boolean;
  /** Since when the person is without department, or a role waits for more people to share a call. */
  readonly settleFrom?: Date;
  /** Whether the account lies, or may lie, in departments that are none of ours. */
  readonly keepForeign?: boolean;
  /** Those of them in which it was last seen. */
  readonly foreignDepartmentIds?: readonly number[];
  /** Why the Link is leaving, and since when for that cause. */
  readonly leaving?: { readonly cause: LeaveCause; readonly since: Date };
  /** When all of the account was last read in DingTalk, while it is leaving. */
  readonly observedAt?: Date;
  /** Whether we have disabled the enterprise account. */
  readonly disabled?: boolean;
  /** Since when the person is invited. */
  readonly invitedFrom?: Date;
  /**
   * The account may be deleted and made again where its mobile is another: an administrator ordered it, or SCIM
   * deleted the person and created it anew.
   */
  readonly recreate?: 'ordered' | 'rehired';
  /** Which account or department somebody approved to take over. */
  readonly adopting?: Adopting;
  /** Somebody has had it left alone in DingTalk. */
  readonly unlinked?: boolean;
}

/** An account or department that was there before, and that somebody approved to take over. */
export interface Adopting {
  readonly externalId: string;
  /** By what it was matched; none: it was named by hand. */
  readonly keys: readonly AdoptionKey[];
  /** Whether SCIM and the settings still say what they said then. */
  readonly asListed: boolean;
}

/** Another Resource that this one needs, and how far it is. */
export interface Reference {
  readonly resourceId: string;
  readonly presence: Presence;
  readonly outcome: Outcome;
  readonly externalId?: string;
  /** Of a Group: what it is called in SCIM. */
  readonly name?: string;
}

/** A department on somebody's way, found by its path. */
export interface StepReference extends Reference {
  readonly pathKey: string;
}

/** Somebody who is to head a department. */
export interface HeadReference extends Reference {
  /** Whether his account lies in the department itself: DingTalk takes no other as its head. */
  readonly member: boolean;
}

/** A manager: awaited only while his own Link is on its way and does not itself wait for this person. */
export interface ManagerReference extends Reference {
  readonly onTheWay: boolean;
  readonly cyclic: boolean;
}

interface Surroundings {
  readonly connectionId: string;
  readonly stamp: string;
  readonly settings: Settings;
  /** Postgres's clock at the moment of reading. */
  readonly now: Date;
  readonly identity: ResourceIdentity;
  readonly link: LinkView;
  /** Of the Groups that the scope names, those that the Resource is in; a Group is in itself. */
  readonly scopeGroups?: readonly string[];
}

/** All that a plan for an account is made from, read in one snapshot. */
export interface AccountSituation extends Surroundings {
  /** undefined: the Resource is deleted. */
  readonly person?: JsonObject;
  /** Of the Groups the person is in. */
  readonly departments: readonly Reference[];
  /** Of the path that leads to the person's department, where a path does. */
  readonly steps: readonly StepReference[];
  readonly manager?: ManagerReference;
  /** Unique values that an earlier plan of this look could not have. */
  readonly taken?: readonly TakenValue[];
  /** Whether the account administers the organisation; undefined: not known, which is not a no. */
  readonly administrator?: boolean;
}

/** All that a plan for a department is made from, read in one snapshot. */
export interface DepartmentSituation extends Surroundings {
  /** undefined: the Resource is deleted, or there never was one. */
  readonly group?: JsonObject;
  /** The path that this department stands for, and whether any other object's path leads through it. */
  readonly path?: { readonly segments: readonly string[]; readonly wanted: boolean };
  /** A department without Group is just being made where this Group's is to be: it will be taken over. */
  readonly yields: boolean;
  /** Of the path above this department. */
  readonly steps: readonly StepReference[];
  /** Who is to head it, as the Group names them. */
  readonly heads: readonly HeadReference[];
  /** Groups that have this Group as a member, oldest membership first. */
  readonly parents: readonly Reference[];
  /** Whether following the parents leads back here. */
  readonly cyclic: boolean;
  /** Whether another Link waits for a name that this one holds. */
  readonly nameAwaited?: boolean;
  /** Whether an account or department of ours still lies in it. */
  readonly occupied: boolean;
  /** The name that another holds, where all of a ring wait for the next one's and this one is to let go of its own. */
  readonly taken?: readonly TakenValue[];
}

/** The people of a role, as far as its plan has to know them; userids. */
export interface RoleMembers {
  /** Who is to become a member and is there: the first of them, at least as many as one call takes. */
  readonly joining: readonly string[];
  readonly joiningInAll: number;
  /** Whom we have made a member and who is to be one no more: the first of them, one more than a call takes. */
  readonly leaving: readonly string[];
  /** How many of them stay in DingTalk: SCIM has taken them out of the Group. */
  readonly takenOut: number;
  /** Whom we have made members: the first of them. */
  readonly placed: readonly string[];
  readonly placedInAll: number;
  /** How many SCIM names. */
  readonly wanted: number;
  /** Whether somebody whom SCIM names is just being made. */
  readonly onTheWay: boolean;
  /** Whether somebody whom SCIM names is not there yet, for whatever reason that will pass. */
  readonly awaited: boolean;
  /** Stands for all whom SCIM names. */
  readonly digest: string;
}

/** The role group that the settings name, as it was last read. */
export interface RoleGroupView {
  /** null: there is none. */
  readonly id: number | null;
  /** Names of roles there that are none of ours. */
  readonly others: readonly string[];
}

/** All that a plan for a Group is made from, be it a department or a role. */
export interface GroupSituation extends DepartmentSituation {
  /** What its Link joins it to. */
  readonly linkKind: Exclude<LinkKind, 'account'>;
  /** Absent: of a department that is there nobody asks. */
  readonly members?: RoleMembers;
  /** Absent: not read of late. */
  readonly roleGroup?: RoleGroupView;
}
