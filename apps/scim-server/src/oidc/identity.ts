import { createHash } from 'node:crypto';
import type { Role } from '#admin-api';
import type { OidcSettings, RoleRule } from './oidc-settings.js';

/** What a provider says of somebody, once it is proven to be the provider's word. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly [claim: string]: unknown;
}

/** Somebody whom a provider has sent; without a role he is nobody here. */
export interface Identity {
  /** The provider and its own id of him: never given to anybody else (OpenID Connect Core 1.0, 5.7). */
  readonly subject: string;
  readonly name: string;
  /** The same name where two are called so. */
  readonly otherName: string;
  readonly role: Role | undefined;
}

/** Who somebody is here. No password's owner is called so: those names have no slash. */
export function identityOf(claims: Claims, settings: Pick<OidcSettings, 'nameClaim' | 'roles'>): Identity {
  const subject = JSON.stringify([claims.iss, claims.sub]);
  const mark = createHash('sha256').update(subject).digest('hex').slice(0, 8);
  const [called] = valuesOf(claims, settings.nameClaim);
  const name = `oidc/${(called ?? claims.sub).replace(/\p{Cc}/gu, '').slice(0, 100)}`;
  return { subject, name, otherName: `${name} (${mark})`, role: roleOf(claims, settings.roles) };
}

/** The most that the provider's word makes of somebody. */
function roleOf(claims: Claims, { claim, administrators, viewers }: RoleRule): Role | undefined {
  // Whoever may enter any address at the provider must not become somebody by it.
  if (claim === 'email' && claims.email_verified !== true) return undefined;
  const has = valuesOf(claims, claim);
  if (has.some((value) => administrators.includes(value))) return 'administrator';
  if (has.some((value) => viewers.includes(value))) return 'viewer';
  return undefined;
}

/** Whether the provider has said anything by a claim. */
export const hasClaim = (claims: Claims, name: string): boolean => claimOf(claims, name) !== undefined;

const valuesOf = (claims: Claims, name: string): readonly string[] =>
  [claimOf(claims, name)].flat().filter((value) => typeof value === 'string' && value !== '') as string[];

/** A claim of that very name, dots and all, or a path into nested ones: Keycloak has `realm_access.roles`. */
function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split('.').reduce<unknown>(memberOf, claims);
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
