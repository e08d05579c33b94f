/** A member's place in one department. */
export interface Placement {
  /** May be beyond 2^53: larger sorts first. */
  readonly order: bigint;
  readonly title: string | undefined;
}

/** An account that belongs to an organisation, not to a person (fact sheet 3.8). */
export interface EnterpriseAccount {
  readonly type: 'sso' | 'dingtalk';
  /** The organisation that owns it. */
  readonly corpId: string;
  readonly loginId: string | undefined;
  readonly nickname: string | undefined;
  /** Keyed `+cc-local`. */
  readonly mobile: string | undefined;
  readonly disabled: boolean;
}

/** A person's position (correction C8). */
export interface Position {
  readonly departmentId: number;
  readonly isMain: boolean;
  readonly title: string | undefined;
  readonly workPlace: string | undefined;
}

/** A member as DingTalk keeps him. */
export interface Member {
  readonly userid: string;
  readonly unionid: string;
  readonly createdAt: number;
  modifiedAt: number;
  name: string;
  /** Country code without plus, and local digits; both empty for an enterprise account. */
  stateCode: string;
  mobile: string;
  departments: ReadonlyMap<number, Placement>;
  title: string;
  jobNumber: string;
  email: string;
  orgEmail: string;
  telephone: string;
  workPlace: string;
  remark: string;
  extension: Readonly<Record<string, string>>;
  /** Milliseconds. */
  hiredDate: number | undefined;
  managerUserid: string | undefined;
  hideMobile: boolean;
  senior: boolean;
  active: boolean;
  /** 1 main administrator, 2 sub-administrator (fact sheet 3.7). */
  administrator: 1 | 2 | undefined;
  boss: boolean;
  /** May see little, and is left out of lists that do not ask for him (15.M3). */
  restricted: boolean;
  enterprise: EnterpriseAccount | undefined;
  positions: readonly Position[];
  /** When he accepted his invitation. */
  joinedByConsentAt: number | undefined;
}

/** What an update may change. */
export type MemberChanges = Partial<Omit<Member, 'userid' | 'unionid' | 'createdAt'>>;

const noExtension: Readonly<Record<string, string>> = Object.freeze({});

/** A member of whom nothing but name, number and places is known. */
export function newMember(
  who: Pick<Member, 'userid' | 'unionid' | 'createdAt' | 'name' | 'stateCode' | 'mobile' | 'departments'>,
): Member {
  return {
    userid: who.userid,
    unionid: who.unionid,
    createdAt: who.createdAt,
    modifiedAt: who.createdAt,
    name: who.name,
    stateCode: who.stateCode,
    mobile: who.mobile,
    departments: who.departments,
    title: '',
    jobNumber: '',
    email: '',
    orgEmail: '',
    telephone: '',
    workPlace: '',
    remark: '',
    extension: noExtension,
    hiredDate: undefined,
    managerUserid: undefined,
    hideMobile: false,
    senior: false,
    active: false,
    administrator: undefined,
    boss: false,
    restricted: false,
    enterprise: undefined,
    positions: [],
    joinedByConsentAt: undefined,
  };
}

export const mobileKey = (stateCode: string, local: string): string => `+${stateCode}-${local}`;
