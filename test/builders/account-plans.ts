import { expect, it } from '@jest/globals';
import type { JsonObject } from '#common';
import { planAccount, userIdCandidates } from '#provisioning';
import type {
  AccountFields,
  AccountSituation,
  LinkView,
  ManagerReference,
  Plan,
  Presence,
  Reference,
  Settings,
} from '#provisioning';
import { accountSituation, ada, applied } from './account-situation.js';
import { waiting } from './endings.js';

export const [minute, hour] = [60_000, 3_600_000];
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const mobile = (value: string) => ({ phoneNumbers: [{ type: 'mobile', value }] });
export const withEmail = (value: string): JsonObject => ({ ...ada, emails: [{ value, type: 'work' }] });

/** Departments that are there, are on their way, cannot be. */
export const department = (id: number, changes: Partial<Reference> = {}): Reference => ({
  resourceId: `g${String(id)}`,
  presence: 'present',
  outcome: 'converged',
  externalId: String(id),
  ...changes,
});
export const pending = (id: number): Reference => ({
  resourceId: `g${String(id)}`,
  presence: 'none',
  outcome: 'retry',
});
export const stuck = (id: number): Reference => ({ ...pending(id), outcome: 'blocked' });
export const manager = (changes: Partial<ManagerReference> = {}): ManagerReference => ({
  resourceId: 'm',
  presence: 'present',
  outcome: 'converged',
  externalId: 'boss',
  onTheWay: false,
  cyclic: false,
  ...changes,
});
export const comingManager = (changes: Partial<ManagerReference> = {}): ManagerReference => ({
  resourceId: 'm',
  presence: 'none',
  outcome: 'retry',
  onTheWay: true,
  cyclic: false,
  ...changes,
});

export const none: LinkView = { presence: 'none' };

/** What a row of a table is about; Ada in department 7, who administers nothing, is the rest. */
export interface PlanRow {
  readonly link?: LinkView;
  /** null: the Resource is deleted. */
  readonly person?: JsonObject | null;
  readonly departments?: readonly Reference[];
  readonly manager?: ManagerReference;
  readonly settings?: Partial<Settings>;
}

export const situationOf = ({
  departments = [department(7)],
  manager: boss,
  ...row
}: PlanRow): AccountSituation =>
  accountSituation({ ...row, more: { departments, ...(boss ? { manager: boss } : {}) } });

const userIds = userIdCandidates('s', { id: 'r', externalId: 'E' });
export const create = (fields: AccountFields, ids = userIds) => ({
  kind: 'createAccount',
  userIds: ids,
  fields,
});
export const find = (fields = applied()) => ({ kind: 'findAccount', userId: 'ada-1', fields });
export const update = (set: object, fields: AccountFields, clear: readonly string[] = []) => ({
  kind: 'updateAccount',
  keepForeign: false,
  userId: 'ada-1',
  set,
  clear,
  fields,
});
export const remove = { kind: 'deleteAccount', userId: 'ada-1' };

/** Until somebody without department is told as blocked. */
export const settling = (presence: Presence, dueInMs: number): object => ({
  ...waiting(presence, 'department'),
  dueInMs,
  settling: true,
});

const planned = (row: PlanRow): Pick<Plan, 'change' | 'ending'> => {
  const { change, ending } = planAccount(situationOf(row));
  return { ...(change ? { change } : {}), ending };
};
type Expected = PlanRow & { readonly reason: string; readonly change?: object; readonly ending: object };

/** A test for each row: what is planned, and how the Link stands afterwards. */
export const table = (rows: readonly Expected[]): void => {
  it.each(rows)('$reason', (row) => {
    const { change, ending } = row;
    expect(planned(row)).toEqual({ ...(change ? { change } : {}), ending });
  });
};
