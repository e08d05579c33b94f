import type { JsonObject } from '#common';

/** What one step of a reading asks DingTalk for. */
export const stepKinds = [
  'scope',
  'department',
  'children',
  'members',
  'person',
  'roles',
  'role',
  'suspect-account',
  'suspect-department',
  'suspect-role',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** A step that is to be made. */
export interface NewStep {
  readonly kind: StepKind;
  /** Id of what it is about. */
  readonly subject: string;
  readonly payload?: JsonObject;
}

/** A step that somebody makes just now. */
export interface Step extends Required<NewStep> {
  readonly id: number;
  /** When it was claimed, by Postgres's clock: what it reads is at least as new. */
  readonly at: string;
}
