/** Somebody who was invited and has not answered yet (fact sheet 3.4, 40103). */
export interface Invitation {
  /** Keyed `+cc-local`. */
  readonly mobile: string;
  readonly at: number;
  /** What user/create was given: it is created from this when he accepts. */
  readonly asked: Readonly<Record<string, unknown>>;
}
