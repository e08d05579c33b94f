/** What a token is good for. */
export type TokenState = 'valid' | 'expired' | 'revoked';

/** How a token stands at a moment. */
export function tokenState(
  token: { readonly expiresAt?: string; readonly revokedAt?: string },
  now: Date,
): TokenState {
  if (token.revokedAt !== undefined) return 'revoked';
  return token.expiresAt !== undefined && new Date(token.expiresAt) <= now ? 'expired' : 'valid';
}
