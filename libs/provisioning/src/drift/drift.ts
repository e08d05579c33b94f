import type { FieldValue } from '../mapping/field.js';

/** One field of which DingTalk shows something else than was last written there. */
export interface FieldDrift {
  /** DingTalk's own name of it. */
  readonly field: string;
  /** null: empty. */
  readonly written: DriftValue;
  readonly observed: DriftValue;
}

type DriftValue = FieldValue | readonly number[] | readonly string[] | null;

/** The fields that differ, of those that both sides have. */
export function fieldDrift(field: string, written: DriftValue, observed: DriftValue): readonly FieldDrift[] {
  return JSON.stringify(written) === JSON.stringify(observed) ? [] : [{ field, written, observed }];
}
