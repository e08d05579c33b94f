import type { JsonObject } from '#common';
import type { Outcome, Presence } from '../link.js';
import type { Settings } from '../settings.js';
import type { ResourceIdentity } from '../identity.js';

/** A Link as the plan sees it. */
export interface LinkView {
  readonly presence: Presence;
  /** userid or dept_id; fixed from the moment presence is `creating`. */
  readonly externalId?: string;
  /** What was last written to DingTalk. */
  readonly applied?: JsonObject;
  /** Since when the person is without department. */
  readonly settleFrom?: Date;
  /** Whether the account lies, or may lie, in departments that are none of ours. */
  readonly keepForeign?: boolean;
}

/** Another Resource that this one needs, and how far it is. */
export interface Reference {
  readonly resourceId: string;
  readonly presence: Presence;
  readonly outcome: Outcome;
  readonly externalId?: string;
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
  /** Whether an account or department of ours still lies in it. */
  readonly occupied: boolean;
}
