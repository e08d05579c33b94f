import type { JsonObject } from '#common';
import type { Outcome, Presence } from '../link.js';
import type { TakenValue } from './change.js';
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
}

/** Another Resource that this one needs, and how far it is. */
export interface Reference {
  readonly resourceId: string;
  readonly presence: Presence;
  readonly outcome: Outcome;
  readonly externalId?: string;
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
  readonly departments: readonly Reference[];
  readonly manager?: ManagerReference;
  /** Unique values that an earlier plan of this look could not have. */
  readonly taken?: readonly TakenValue[];
}

/** All that a plan for a department is made from, read in one snapshot. */
export interface DepartmentSituation extends Surroundings {
  /** undefined: the Resource is deleted. */
  readonly group?: JsonObject;
  /** Groups that have this Group as a member, oldest membership first. */
  readonly parents: readonly Reference[];
  /** Whether following the parents leads back here. */
  readonly cyclic: boolean;
  /** Whether an account or department of ours still lies in it. */
  readonly occupied: boolean;
}
