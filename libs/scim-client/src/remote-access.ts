/** How a remote SCIM server lets us in. */
export type RemoteAuth =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  /** OAuth 2 client credentials (RFC 6749 4.4), the secret in the header or in the form (RFC 6749 2.3.1). */
  | {
      readonly kind: 'oauth';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope?: string;
      readonly secretIn: 'header' | 'form';
    };

/** A remote SCIM server and the way to it. */
export interface RemoteAccess {
  /** What `/Users` is appended to. */
  readonly baseUrl: string;
  readonly auth: RemoteAuth;
}

/** How long we wait, and how often we try. */
export interface Patience {
  /** For one answer, to its last byte. */
  readonly timeoutMs: number;
  /** Tries of one request, the first among them. */
  readonly tries: number;
  /** The pause before the second try; it doubles, with jitter. */
  readonly pauseMs: number;
  /** The longest pause, also where Retry-After asks for more: then the request has failed. */
  readonly longestPauseMs: number;
  /** Of one answer, unpacked. */
  readonly maxBytes: number;
}

export const usualPatience: Patience = {
  timeoutMs: 30_000,
  tries: 5,
  pauseMs: 500,
  longestPauseMs: 300_000,
  maxBytes: 64_000_000,
};
