import type { Parameters } from '../parameters.js';
import type { Variants } from '../variants.js';

/** What user/create and user/update are given (fact sheet 3.1, 3.2, 3.8); undefined: left out. */
export interface GivenUser {
  readonly userid: string | undefined;
  readonly name: string | undefined;
  readonly mobile: string | undefined;
  readonly hideMobile: boolean | undefined;
  readonly departmentIds: readonly string[] | undefined;
  readonly orders: readonly Readonly<Record<string, unknown>>[];
  readonly titles: readonly Readonly<Record<string, unknown>>[] | undefined;
  readonly positions: readonly Readonly<Record<string, unknown>>[] | undefined;
  readonly title: string | undefined;
  readonly jobNumber: string | undefined;
  readonly email: string | undefined;
  readonly orgEmail: string | undefined;
  readonly telephone: string | undefined;
  readonly workPlace: string | undefined;
  readonly remark: string | undefined;
  readonly extension: Readonly<Record<string, string>> | undefined;
  /** ext_attrs_update_mode 1: what is left out stays. */
  readonly extensionMerged: boolean;
  readonly seniorMode: boolean | undefined;
  /** Milliseconds. */
  readonly hiredDate: number | undefined;
  readonly managerUserid: string | undefined;
  /** force_update_fields. */
  readonly cleared: readonly string[];
  readonly enterprise: GivenEnterpriseAccount;
}

/** The part of enterprise accounts. */
export interface GivenEnterpriseAccount {
  readonly wanted: boolean;
  readonly type: string | undefined;
  readonly loginId: string | undefined;
  readonly initPassword: string | undefined;
  readonly mobile: string | undefined;
  readonly nickname: string | undefined;
  readonly outerCorpId: string | undefined;
  readonly outerUserid: string | undefined;
}

/** Limits of texts in characters: pages and SDK, or the older table (fact sheet 13). */
const limits = {
  pages: { workPlace: 100, remark: 2_000 },
  table: { workPlace: 50, remark: 1_024 },
} as const;

/** @param loginName what the field is called: update spells it otherwise (fact sheet 3.8) */
export function readUser(
  given: Parameters,
  variants: Variants,
  loginName: 'login_id' | 'loginId',
): GivenUser {
  const { workPlace, remark } = limits[variants.textLimits];
  for (const ignored of ['language', 'login_email', 'extension_i18n', 'org_email_type', 'avatarMediaId'])
    given.raw(ignored);
  return {
    userid: given.shortText('userid', 64),
    name: given.text('name'),
    mobile: given.text('mobile'),
    hideMobile: given.flag('hide_mobile'),
    departmentIds: given.list('dept_id_list', variants.arrayDepartmentIds),
    orders: given.objects('dept_order_list') ?? [],
    titles: given.objects('dept_title_list'),
    positions: given.objects('dept_position_list'),
    title: given.shortText('title', 200),
    jobNumber: given.shortText('job_number', 50),
    email: given.text('email'),
    orgEmail: given.shortText('org_email', 100),
    telephone: given.shortText('telephone', 50),
    workPlace: given.shortText('work_place', workPlace),
    remark: given.shortText('remark', remark),
    extension: readExtension(given),
    extensionMerged: given.integer('ext_attrs_update_mode') === 1,
    seniorMode: given.flag('senior_mode'),
    hiredDate: given.integer('hired_date'),
    managerUserid: given.text('manager_userid'),
    cleared: given.list('force_update_fields') ?? [],
    enterprise: readEnterpriseAccount(given, loginName),
  };
}

function readExtension(given: Parameters): Readonly<Record<string, string>> | undefined {
  const extension = given.texts('extension');
  if (extension !== undefined && JSON.stringify(extension).length > 2_000) throw given.illTyped('extension');
  return extension;
}

function readEnterpriseAccount(given: Parameters, loginName: string): GivenEnterpriseAccount {
  const account: GivenEnterpriseAccount = {
    wanted: given.flag('exclusive_account') ?? false,
    type: given.text('exclusive_account_type'),
    loginId: given.text(loginName),
    initPassword: given.text('init_password'),
    mobile: given.text('exclusive_mobile'),
    nickname: given.text('nickname'),
    outerCorpId: given.text('outer_exclusive_corpid'),
    outerUserid: given.text('outer_exclusive_userid'),
  };
  given.flag('send_password_to_user');
  if (!account.wanted || account.outerCorpId !== undefined) return account;
  if (account.type !== 'sso' && account.type !== 'dingtalk') throw given.illTyped('exclusive_account_type');
  if (account.type === 'dingtalk') {
    given.requiredText(loginName);
    // At least eight characters, not all letters or all digits (fact sheet 3.8).
    if (!/^(?![a-z]+$|\d+$).{8,}$/i.test(given.requiredText('init_password')))
      throw given.illTyped('init_password');
  }
  return account;
}
