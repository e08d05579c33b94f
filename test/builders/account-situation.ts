import type { JsonObject } from '#common';
import { settingsSchema } from '#provisioning';
import type { AccountFields, AccountSituation, LinkView } from '#provisioning';

/** The moment every plan is made at. */
export const now = new Date('2026-01-01T12:00:00Z');
export const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

export const ada: JsonObject = {
  userName: 'ada',
  displayName: 'Ada',
  phoneNumbers: [{ type: 'mobile', value: '+86 138 0000 0001' }],
};

export const applied = (changes: Partial<AccountFields> = {}): AccountFields => ({
  name: 'Ada',
  mobile: '+8613800000001',
  departmentIds: [7],
  ...changes,
});

/** An account that is there and shows what was last written. */
export const present = (changes: Partial<LinkView> = {}, fields = applied()): LinkView => ({
  presence: 'present',
  externalId: 'ada-1',
  applied: { ...fields },
  ...changes,
});

/** What a test is about of a person's situation; Ada in department 7, who administers nothing, is the rest. */
export interface AccountRow {
  readonly link?: LinkView;
  /** null: the Resource is deleted. */
  readonly person?: JsonObject | null;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Departments that are present. */
  readonly departments?: readonly number[];
  /** null: nobody knows. */
  readonly administrator?: boolean | null;
  readonly more?: Partial<AccountSituation>;
}

export function accountSituation(row: AccountRow): AccountSituation {
  const { person = ada, administrator = false, departments = [7] } = row;
  return {
    connectionId: 'c',
    stamp: 's',
    settings: settingsSchema.parse({ settleSeconds: 3600, ...row.settings }),
    now,
    identity: { id: 'r', externalId: 'E' },
    link: row.link ?? { presence: 'none' },
    ...(person === null ? {} : { person }),
    departments: departments.map((id) => ({
      resourceId: `g${String(id)}`,
      presence: 'present',
      outcome: 'converged',
      externalId: String(id),
    })),
    steps: [],
    ...(administrator === null ? {} : { administrator }),
    ...row.more,
  };
}
