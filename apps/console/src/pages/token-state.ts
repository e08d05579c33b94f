/** What a token is good for. */
export type TokenState = 'valid' | 'expired' | 'revoked';

export const tokenColours = { valid: 'success', expired: 'warning', revoked: 'default' } as const;

/** How a token stands at a moment. */
export function tokenState(
  token: { readonly expiresAt?: string | null; readonly revokedAt?: string | null },
  now: Date,
): TokenState {
  if ((token.revokedAt ?? null) !== null) return 'revoked';
  const { expiresAt = null } = token;
  return expiresAt !== null && new Date(expiresAt) <= now ? 'expired' : 'valid';
}
