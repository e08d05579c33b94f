/** A call as it came in. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** `x-acs-dingtalk-access-token`. */
  readonly tokenHeader: string | undefined;
  /** The body as it was sent. */
  readonly text: string;
  /** Where it comes from. */
  readonly address: string;
}

/** What goes back. */
export type Outgoing =
  | { readonly kind: 'json'; readonly status: number; readonly type: string; readonly body: unknown }
  | { readonly kind: 'text'; readonly status: number; readonly type: string; readonly text: string }
  /** A body that ends before its length. */
  | { readonly kind: 'truncated'; readonly text: string }
  /** The connection ends without an answer. */
  | { readonly kind: 'cut' }
  /** The connection stays, without an answer. */
  | { readonly kind: 'hang' };
