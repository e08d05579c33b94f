/** The host could not be reached: nothing was sent. The lane's trouble, not the record's. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  constructor(readonly code: string) {
    super(`DingTalk cannot be reached (${code})`);
  }
}

/** The call was sent and no usable answer came: it may or may not have been carried out. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
  constructor(readonly code: string) {
    super(`DingTalk's answer was lost (${code})`);
  }
}

/** Called too often, or banned. Rejected before anything was done; `waitMs` says when it may go on. */
export class Throttled extends Error {
  override readonly name = 'Throttled';
  constructor(
    readonly code: string,
    readonly waitMs: number,
    /** What must rest: one API of the app, the app as a whole, or everything that leaves through this address. */
    readonly of: 'api' | 'app' | 'address' = 'api',
  ) {
    super(`DingTalk throttled the call (${code})`);
  }
}

/** No slot within the horizon: the lane rests for `waitMs`. Not DingTalk's doing; nothing was sent. */
export class PaceExhausted extends Error {
  override readonly name = 'PaceExhausted';
  constructor(readonly waitMs: number) {
    super('no slot within the horizon');
  }
}

/** The app as a whole is refused: bad credentials after a refresh, address not allowed, app or company stopped. */
export class AppRefused extends Error {
  override readonly name = 'AppRefused';
  constructor(
    readonly code: string,
    readonly reason: 'badCredentials' | 'ipNotAllowed' | 'appStopped',
    /** The address that the call came from, where DingTalk tells it. */
    readonly address?: string,
  ) {
    super(`DingTalk refuses the app (${code})`);
  }
}

/** One ability is refused: a permission point, the headcount, the number of departments, the monthly quota. */
export class CapabilityRefused extends Error {
  override readonly name = 'CapabilityRefused';
  constructor(
    readonly code: string,
    /** A permission point, the number of people or of departments, the calls of the month. */
    readonly of: 'permission' | 'headcount' | 'departments' | 'quota',
    /** The permission point that is missing, where DingTalk names it. */
    readonly scope?: string,
  ) {
    super(`DingTalk refuses this kind of call (${code})`);
  }
}

/** What DingTalk's final no is about. */
export type RejectedOn =
  | 'userId'
  | 'mobile'
  | 'mobileFormat'
  | 'email'
  | 'emailFormat'
  | 'telephone'
  /** A name of a person or department that DingTalk does not take. */
  | 'name'
  /** Title and departments are Smart-HR's there. */
  | 'position'
  /** The manager does not exist, or no longer. */
  | 'manager'
  | 'departmentName'
  /** The new parent lies below the department. */
  | 'departmentLoop'
  | 'notEmpty'
  /** The person does not exist. */
  | 'notFound'
  /** A department does not exist: the one that is meant, or one that a person is to be put into. */
  | 'departmentNotFound'
  /** The department below which another is to be does not exist. */
  | 'parentNotFound'
  /** A person's list of departments is not taken: one of them may be gone. */
  | 'departmentList'
  | 'departmentFull'
  /** It would lie deeper than DingTalk's tree may be. */
  | 'departmentDepth'
  | 'roleNotFound'
  /** The role group in which a role is to be. */
  | 'roleGroupNotFound'
  /** Another role of its group, or another role group, has the name. */
  | 'roleName'
  /** It lies outside the app's contact scope. */
  | 'outOfScope'
  /** Only enterprise accounts can be enabled and disabled. */
  | 'normalAccount'
  /** DingTalk knows no such path, or not in this edition. */
  | 'noEndpoint'
  | 'other';

/** DingTalk's final no to this one record. */
export class Rejected extends Error {
  override readonly name = 'Rejected';
  constructor(
    readonly code: string,
    readonly on: RejectedOn,
  ) {
    super(`DingTalk rejected the record (${code})`);
  }
}

/** 40103: the person was invited and has to accept; asking again would invite again. */
export class PendingInvite extends Error {
  override readonly name = 'PendingInvite';
  readonly code = '40103';
  constructor() {
    super('DingTalk invited the person');
  }
}
