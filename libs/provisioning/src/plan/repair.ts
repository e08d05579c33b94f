import type { FieldValue } from '../mapping/field.js';

/** How often a field was written again because it had been read back different. */
export interface Repair {
  /** What it should have shown; null: nothing. */
  readonly wanted: FieldValue | null;
  readonly times: number;
}

/** Repairs by DingTalk's name of the field; empty for nearly everybody. */
export type Repairs = Readonly<Record<string, Repair>>;

/** After so many repairs that did not help, a field is told instead of written. */
export const maxRepairs = 2;
