/** Fields of user/create and user/update that may be written at any time (fact sheet 3.1, 3.2). */
export interface UserWrite {
  /** At most 80 characters. */
  readonly name?: string;
  /** At most 200 characters. */
  readonly title?: string;
  /** At most 50 characters; need not be unique. */
  readonly jobNumber?: string;
  /** At most 50 characters, unique in the organisation. */
  readonly email?: string;
  /** At most 100 characters; without effect where the organisation's mail service is off. */
  readonly organisationEmail?: string;
  /** At most 64 characters; taken for e-mail accounts only, and never shown. */
  readonly loginEmail?: string;
  /** Desk phone or extension: at most 50 characters, unique in the organisation. */
  readonly telephone?: string;
  /** At most 100 characters. */
  readonly workPlace?: string;
  /** At most 2,000 characters. */
  readonly remark?: string;
  /** Milliseconds since 1970, from 1. */
  readonly hiredDate?: number;
  readonly managerUserId?: string;
  /** At most 100 ids; replaces all memberships. */
  readonly departmentIds?: readonly number[];
  /** At most 100; a larger order comes first. May be beyond 2^53. */
  readonly departmentOrders?: readonly { readonly departmentId: number; readonly order: number | bigint }[];
  /**
   * By dept_id, at most 100; an empty text takes a title away, which is not documented. The current page of user/update
   * does not name it (fact sheet 3.2), and no read shows it.
   */
  readonly departmentTitles?: Readonly<Record<string, string>>;
  /** Custom fields by the name they have in the admin console, 2,000 characters in all; others keep their value. */
  readonly extension?: Readonly<Record<string, string>>;
  readonly hideMobile?: boolean;
  /** Executive mode: hides the number, keeps DING away. */
  readonly senior?: boolean;
}

/** What user/create takes beyond that. */
export type UserCreate = UserWrite & {
  /** 1 to 64 characters, unique in the organisation; never changes. */
  readonly userId: string;
  /** Bare national digits in the organisation's own country, else `+cc-number` (fact sheet 3.1, C25). */
  readonly mobile: string;
};

/** Fields that an update can empty. */
export type Clearable =
  | 'title'
  | 'jobNumber'
  | 'email'
  | 'organisationEmail'
  | 'loginEmail'
  | 'telephone'
  | 'workPlace'
  | 'remark'
  | 'managerUserId';

type Wire = Readonly<Record<string, unknown>>;

export function createBody(user: UserCreate): Wire {
  return { userid: user.userId, mobile: user.mobile, ...wire(user) };
}

/** Never holds a mobile, changed or not (fact sheet 3.5, C20). */
export function updateBody(userId: string, set: UserWrite, clear: readonly Clearable[]): Wire {
  return {
    userid: userId,
    ...wire(set),
    ...Object.fromEntries(
      clear.flatMap((field) => (field === 'managerUserId' ? [] : [[wireNames[field], '']])),
    ),
    // A manager is emptied by force only (fact sheet 10.12).
    ...(clear.includes('managerUserId') ? { force_update_fields: 'manager_userid' } : {}),
    // Overwriting, the default, would empty every custom field that is left out (fact sheet 3.2).
    ...(set.extension === undefined ? {} : { ext_attrs_update_mode: 1 }),
  };
}

/** Fields that go as they are. */
const wireNames = {
  name: 'name',
  title: 'title',
  jobNumber: 'job_number',
  email: 'email',
  organisationEmail: 'org_email',
  loginEmail: 'login_email',
  telephone: 'telephone',
  workPlace: 'work_place',
  remark: 'remark',
  hiredDate: 'hired_date',
  managerUserId: 'manager_userid',
  hideMobile: 'hide_mobile',
  senior: 'senior_mode',
} as const satisfies Partial<Record<keyof UserWrite, string>>;

function wire(user: UserWrite): Wire {
  const plain = Object.entries(wireNames).flatMap(([field, name]) => {
    const value = user[field as keyof typeof wireNames];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(plain),
    // A comma-separated string on writes, an array on reads (fact sheet 0.3).
    ...(user.departmentIds === undefined ? {} : { dept_id_list: user.departmentIds.join(',') }),
    ...(user.departmentOrders === undefined
      ? {}
      : {
          dept_order_list: user.departmentOrders.map(({ departmentId, order }) => ({
            dept_id: departmentId,
            order,
          })),
        }),
    ...(user.departmentTitles === undefined
      ? {}
      : {
          dept_title_list: Object.entries(user.departmentTitles).map(([id, title]) => ({
            dept_id: Number(id),
            title,
          })),
        }),
    // A JSON string (C24).
    ...(user.extension === undefined ? {} : { extension: JSON.stringify(user.extension) }),
  };
}
