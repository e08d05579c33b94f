import { createHash } from 'node:crypto';
import type { Config } from '../config.js';

/** The OpenID Connect provider that may let people in, and what it has to say of them for that. */
export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: string;
  /** Where the provider sends people back to; registered there. */
  readonly redirectUri: string;
  /** What the button calls it. */
  readonly label: string;
  readonly nameClaim: string;
  readonly roles: RoleRule;
}

/** Which values of a claim make somebody what; who has none of them is let in as nothing. */
export interface RoleRule {
  readonly claim: string;
  readonly administrators: readonly string[];
  readonly viewers: readonly string[];
}

/** Below the public address: where people are sent off to the provider, and where it sends them back to. */
export const oidcPath = '/oidc';

/** @returns undefined where there is no provider, and people sign in by password only */
export function oidcSettings(config: Config): OidcSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL } = config;
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !PUBLIC_URL) return undefined;
  const issuer = new URL(OIDC_ISSUER);
  return {
    issuer,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    scopes: config.OIDC_SCOPES,
    redirectUri: `${PUBLIC_URL.replace(/\/+$/, '')}${oidcPath}/callback`,
    label: config.OIDC_LABEL ?? issuer.hostname,
    nameClaim: config.OIDC_NAME_CLAIM,
    roles: {
      claim: config.OIDC_ROLE_CLAIM,
      administrators: config.OIDC_ADMINISTRATORS,
      viewers: config.OIDC_VIEWERS,
    },
  };
}

/** Stands for whom these settings let in, and as what: a session that others let in is none any more. */
export function digestOf({ issuer, clientId, roles }: OidcSettings): string {
  const text = JSON.stringify([issuer.href, clientId, roles.claim, roles.administrators, roles.viewers]);
  return createHash('sha256').update(text).digest('base64url');
}
