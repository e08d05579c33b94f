/** Who an app may read and write (fact sheet 8.3): departments with all below them, and single people. */
export interface ContactScope {
  readonly departments: ReadonlySet<number>;
  readonly users: ReadonlySet<string>;
}

/** Fields that are hidden without their own permission (fact sheet 8.1, codes believed). */
export const fieldPermissions = ['fieldMobile', 'fieldEmail'] as const;
export type FieldPermission = (typeof fieldPermissions)[number];

/** How a second is counted (fact sheet 14, row 21). */
export type WindowKind = 'fixed' | 'sliding';

/** An app of an organisation. */
export interface App {
  readonly appKey: string;
  appSecret: string;
  /** Permission points it was granted, and since when each is in effect. */
  readonly scopes: Map<string, number>;
  readonly fields: Set<FieldPermission>;
  contactScope: ContactScope;
  /** Addresses that may call; undefined: any. */
  allowedAddresses: ReadonlySet<string> | undefined;
  /** Calls a second and API: 20, 40 or 60 by edition (correction C2). */
  qps: number;
  /** Calls a minute and API; undefined: not limited (6.1: the number is unpublished). */
  qpm: number | undefined;
  window: WindowKind;
  stopped: boolean;
  /** The token that it was given last. */
  token: string | undefined;
}

/** Every permission point that contacts know (fact sheet 8.1, 15.M5). */
export const permissionPoints = [
  'qyapi_base',
  'qyapi_manage_addresslist',
  'qyapi_get_department_list',
  'qyapi_get_member',
  'qyapi_get_department_member',
  'qyapi_get_member_by_mobile',
  'qyapi_addresslist_search',
  'Contact.Common.Read',
  'Contact.Org.Read',
  'Contact.OrgAccountSecurity.ReadWrite',
] as const;

export const wholeOrganisation = (): ContactScope => ({ departments: new Set([1]), users: new Set() });

/** An app that was granted everything, with the calls of the standard edition. */
export function newApp(appKey: string, appSecret: string): App {
  return {
    appKey,
    appSecret,
    scopes: new Map(permissionPoints.map((point) => [point, 0])),
    fields: new Set(fieldPermissions),
    contactScope: wholeOrganisation(),
    allowedAddresses: undefined,
    qps: 20,
    qpm: undefined,
    window: 'fixed',
    stopped: false,
    token: undefined,
  };
}
