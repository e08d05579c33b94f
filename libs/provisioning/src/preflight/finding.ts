/**
 * What is found before anything is written, and how much it matters: `stops` keeps somebody or something from
 * being made, `notice` changes how it will look.
 */
export const preflightKinds = {
  noName: 'stops',
  noMobile: 'stops',
  mobileInvalid: 'stops',
  mobileTwice: 'stops',
  emailTwice: 'stops',
  telephoneTwice: 'notice',
  noDepartment: 'stops',
  unknownManager: 'notice',
  managerCycle: 'notice',
  valueRefused: 'notice',
  existingAccount: 'stops',
  departmentNoName: 'stops',
  departmentNameChanged: 'notice',
  sameNamedSiblings: 'stops',
  departmentCycle: 'stops',
  existingDepartment: 'stops',
  roleNoName: 'stops',
  sameNamedRoles: 'stops',
  existingRole: 'stops',
  roleElsewhere: 'notice',
} as const satisfies Readonly<Record<string, 'stops' | 'notice'>>;

export type PreflightKind = keyof typeof preflightKinds;

/** One thing about one User or Group. Ids and codes only: nobody's data. */
export interface PreflightFinding {
  readonly kind: PreflightKind;
  readonly resourceId: string;
  /** Who or what it collides with: another Resource's id, a userid or the number of a department or role of DingTalk's. */
  readonly other?: string;
  /** DingTalk's name of the field that it is about. */
  readonly field?: string;
  /** Why the field is not written. */
  readonly detail?: string;
}

/** What is so, and what somebody can do about it. */
export interface PreflightText {
  readonly what: string;
  readonly mend: string;
}
