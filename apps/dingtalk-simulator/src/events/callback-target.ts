/** Where an app wants its events posted (fact sheet 7.2). */
export interface CallbackTarget {
  readonly url: string;
  readonly token: string;
  readonly aesKey: string;
  /** Saved in the console: the appKey owns the messages; registered by the legacy API: the corpId. */
  readonly origin: 'console' | 'registered';
  readonly owner: string;
  /** Event types that the legacy API was given; undefined: what is ticked in the console. */
  readonly tags: readonly string[] | undefined;
}
