import type { JsonObject } from '#common';
import type { MappedPerson } from '../mapping/account.js';
import { claimKey } from '../identity.js';
import type { AdoptionKey } from './adoption-settings.js';

/** Somebody who is in DingTalk already and whom no Link knows. */
export interface ExistingAccount {
  readonly userId: string;
  /** In E.164; absent where the app may not read it. */
  readonly mobile?: string;
  readonly email?: string;
  readonly jobNumber?: string;
}

/** That an account has what a User has, and by which keys, what tells most first. */
export interface AccountMatch {
  readonly resourceId: string;
  readonly keys: readonly AdoptionKey[];
}

/** The keys of an account, what tells most first. */
type AccountKey = Exclude<AdoptionKey, 'path'>;
const byWeight: readonly AccountKey[] = ['mobile', 'email', 'job_number', 'userid'];

/** Who would be which account, by values that both sides have. Keeps ids and hashes, nobody's data. */
export class AccountMatches {
  private readonly owners = new Map<string, string[]>();

  constructor(private readonly connectionId: string) {}

  /** Somebody who is to be in DingTalk. */
  know(resourceId: string, body: JsonObject, mapped: MappedPerson): void {
    for (const key of byWeight) {
      for (const value of new Set(valuesOf(key, body, mapped))) {
        const hashed = this.hash(key, value);
        const known = this.owners.get(hashed);
        if (known) known.push(resourceId);
        else this.owners.set(hashed, [resourceId]);
      }
    }
  }

  /** Whom an account seems to be, what tells most first: several where values of several people meet in it. */
  of(account: ExistingAccount): readonly AccountMatch[] {
    const found = new Map<string, AdoptionKey[]>();
    for (const key of byWeight) {
      const value = valueThere(key, account);
      if (value === undefined) continue;
      for (const resourceId of this.owners.get(this.hash(key, value)) ?? []) {
        found.set(resourceId, [...(found.get(resourceId) ?? []), key]);
      }
    }
    return [...found].map(([resourceId, keys]) => ({ resourceId, keys }));
  }

  private hash(key: AccountKey, value: string): string {
    return claimKey(this.connectionId, key, key === 'email' ? value.toLowerCase() : value);
  }
}

/** Whether an account still has, by these keys, what a person has: whoever was matched may have changed since. */
export function isStillMatched(
  keys: readonly AdoptionKey[],
  body: JsonObject,
  mapped: MappedPerson,
  account: ExistingAccount,
): boolean {
  const alike = (key: AccountKey, some: string, other: string) =>
    key === 'email' ? some.toLowerCase() === other.toLowerCase() : some === other;
  return keys.every((key) => {
    if (key === 'path') return true;
    const there = valueThere(key, account);
    return there !== undefined && valuesOf(key, body, mapped).some((one) => alike(key, one, there));
  });
}

/** A userid is named by SCIM as the externalId or the userName. */
function valuesOf(key: AccountKey, body: JsonObject, { mobile, values }: MappedPerson): readonly string[] {
  switch (key) {
    case 'mobile':
      return texts(mobile);
    case 'email':
      return texts(values.get('email')?.value);
    case 'job_number':
      return texts(values.get('jobNumber')?.value);
    case 'userid':
      return texts(body.externalId, body.userName);
  }
}

function valueThere(
  key: AccountKey,
  { userId, mobile, email, jobNumber }: ExistingAccount,
): string | undefined {
  switch (key) {
    case 'mobile':
      return mobile;
    case 'email':
      return email;
    case 'job_number':
      return jobNumber;
    case 'userid':
      return userId;
  }
}

const texts = (...values: readonly unknown[]): readonly string[] =>
  values.filter((value): value is string => typeof value === 'string' && value !== '');
