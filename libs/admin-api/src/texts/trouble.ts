/** What is the matter, and what somebody can do about it. */
export interface Trouble {
  readonly what: string;
  readonly mend: string;
}
